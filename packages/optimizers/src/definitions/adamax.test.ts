import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adamax } from './adamax.js';

describeDefinition(adamax, [cpu, wasm]);
