import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { alphaDropout } from './alpha-dropout.js';

describeDefinition(alphaDropout, [cpu, wasm]);
