import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { range } from './range.js';

describeDefinition(range, [cpu, wasm]);
