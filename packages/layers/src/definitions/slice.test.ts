import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { slice } from './slice.js';

describeDefinition(slice, [cpu, wasm]);
