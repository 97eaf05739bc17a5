import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sparsePlus } from './sparse-plus.js';

describeDefinition(sparsePlus, [cpu, wasm]);
