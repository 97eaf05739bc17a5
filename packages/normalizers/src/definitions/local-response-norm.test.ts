import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { localResponseNorm } from './local-response-norm.js';

describeDefinition(localResponseNorm, [cpu]);
