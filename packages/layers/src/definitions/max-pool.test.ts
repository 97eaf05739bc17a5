import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { maxPool } from './max-pool.js';

describeDefinition(maxPool, [cpu, wasm]);
