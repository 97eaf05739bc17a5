import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { globalAvgPool } from './global-avg-pool.js';

describeDefinition(globalAvgPool, [cpu, wasm]);
