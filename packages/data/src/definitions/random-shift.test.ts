import { describeDefinition } from '@neurite/testing';
import { randomShift } from './random-shift.js';

describeDefinition(randomShift, []);
