import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { exponential } from './exponential.js';

describeDefinition(exponential, [cpu, wasm]);
