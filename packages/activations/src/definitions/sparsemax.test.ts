import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sparsemax } from './sparsemax.js';

describeDefinition(sparsemax, [cpu, wasm]);
