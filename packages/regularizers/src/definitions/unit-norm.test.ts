import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { unitNorm } from './unit-norm.js';

describeDefinition(unitNorm, [cpu, wasm]);
