import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { ones } from './ones.js';

describeDefinition(ones, [cpu, wasm]);
