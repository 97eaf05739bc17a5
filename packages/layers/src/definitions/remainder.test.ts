import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { remainder } from './remainder.js';

describeDefinition(remainder, [cpu, wasm]);
