import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { abs } from './abs.js';

describeDefinition(abs, [cpu, wasm]);
