import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { selu } from './selu.js';

describeDefinition(selu, [cpu, wasm]);
