import { describeDefinition } from '@neurite/testing';
import { brightness } from './brightness.js';

describeDefinition(brightness, []);
