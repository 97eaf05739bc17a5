import { describeDefinition } from '@neurite/testing';
import { ones } from './ones.js';

describeDefinition(ones, []);
