import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sparseSigmoid } from './sparse-sigmoid.js';

describeDefinition(sparseSigmoid, [cpu, wasm]);
