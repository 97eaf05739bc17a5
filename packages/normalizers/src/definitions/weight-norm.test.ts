import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { weightNorm } from './weight-norm.js';

describeDefinition(weightNorm, [cpu, wasm]);
