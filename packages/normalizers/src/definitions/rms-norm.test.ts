import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { rmsNorm } from './rms-norm.js';

describeDefinition(rmsNorm, [cpu]);
