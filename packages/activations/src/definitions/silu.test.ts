import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { silu } from './silu.js';

describeDefinition(silu, [cpu, wasm]);
