import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { leakyRelu } from './leaky-relu.js';

describeDefinition(leakyRelu, [cpu, wasm]);
