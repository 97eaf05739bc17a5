import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { celu } from './celu.js';

describeDefinition(celu, [cpu, wasm]);
