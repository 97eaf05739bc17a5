import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { gelu } from './gelu.js';

describeDefinition(gelu, [cpu, wasm]);
