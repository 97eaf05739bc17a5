import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { maxNorm } from './max-norm.js';

describeDefinition(maxNorm, [cpu]);
