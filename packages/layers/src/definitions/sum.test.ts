import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sum } from './sum.js';

describeDefinition(sum, [cpu, wasm]);
