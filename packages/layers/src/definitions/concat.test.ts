import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { concat } from './concat.js';

describeDefinition(concat, [cpu, wasm]);
