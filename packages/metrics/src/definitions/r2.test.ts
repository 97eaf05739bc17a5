import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { r2 } from './r2.js';

describeDefinition(r2, [cpu, wasm]);
