import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { globalMaxPool } from './global-max-pool.js';

describeDefinition(globalMaxPool, [cpu, wasm]);
