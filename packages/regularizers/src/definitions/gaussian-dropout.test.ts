import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { gaussianDropout } from './gaussian-dropout.js';

describeDefinition(gaussianDropout, [cpu, wasm]);
