import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { multiply } from './multiply.js';

describeDefinition(multiply, [cpu, wasm]);
