import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { localResponseNorm } from './local-response-norm.js';

describeDefinition(localResponseNorm, [cpu, wasm]);
