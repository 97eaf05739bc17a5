import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { transpose } from './transpose.js';

describeDefinition(transpose, [cpu, wasm]);
