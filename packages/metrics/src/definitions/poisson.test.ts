import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { poisson } from './poisson.js';

describeDefinition(poisson, [cpu, wasm]);
