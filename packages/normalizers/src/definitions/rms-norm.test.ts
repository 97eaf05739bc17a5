import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { rmsNorm } from './rms-norm.js';

describeDefinition(rmsNorm, [cpu, wasm]);
