import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { square } from './square.js';

describeDefinition(square, [cpu, wasm]);
