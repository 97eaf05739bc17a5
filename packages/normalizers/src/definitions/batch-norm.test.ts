import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { batchNorm } from './batch-norm.js';

describeDefinition(batchNorm, [cpu]);
