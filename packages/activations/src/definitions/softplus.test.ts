import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { softplus } from './softplus.js';

describeDefinition(softplus, [cpu, wasm]);
