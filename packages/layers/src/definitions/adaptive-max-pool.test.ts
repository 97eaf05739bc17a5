import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adaptiveMaxPool } from './adaptive-max-pool.js';

describeDefinition(adaptiveMaxPool, [cpu, wasm]);
