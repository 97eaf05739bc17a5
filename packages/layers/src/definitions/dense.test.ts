import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { dense } from './dense.js';

describeDefinition(dense, [cpu, wasm]);
