import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adam } from './adam.js';

describeDefinition(adam, [cpu, wasm]);
