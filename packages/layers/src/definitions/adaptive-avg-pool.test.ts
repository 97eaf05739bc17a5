import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adaptiveAvgPool } from './adaptive-avg-pool.js';

describeDefinition(adaptiveAvgPool, [cpu, wasm]);
