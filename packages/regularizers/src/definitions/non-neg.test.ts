import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { nonNeg } from './non-neg.js';

describeDefinition(nonNeg, [cpu, wasm]);
