import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { unitNorm } from './unit-norm.js';

describeDefinition(unitNorm, [cpu]);
