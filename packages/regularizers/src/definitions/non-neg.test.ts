import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { nonNeg } from './non-neg.js';

describeDefinition(nonNeg, [cpu]);
