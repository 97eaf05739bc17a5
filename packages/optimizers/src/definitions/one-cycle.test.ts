import { describeDefinition } from '@neurite/testing';
import { oneCycle } from './one-cycle.js';

describeDefinition(oneCycle, []);
