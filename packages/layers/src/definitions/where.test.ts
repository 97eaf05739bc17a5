import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { where } from './where.js';

describeDefinition(where, [cpu, wasm]);
