import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { avgPool } from './avg-pool.js';

describeDefinition(avgPool, [cpu, wasm]);
