import { describeDefinition } from '@neurite/testing';
import { inverseTime } from './inverse-time.js';

describeDefinition(inverseTime, []);
