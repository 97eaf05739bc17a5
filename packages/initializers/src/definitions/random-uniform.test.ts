import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { randomUniform } from './random-uniform.js';

describeDefinition(randomUniform, [cpu, wasm]);
