import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { maxNorm } from './max-norm.js';

describeDefinition(maxNorm, [cpu, wasm]);
