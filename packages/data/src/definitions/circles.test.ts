import { describeDefinition } from '@neurite/testing';
import { circles } from './circles.js';

describeDefinition(circles, []);
