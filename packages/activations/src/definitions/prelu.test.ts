import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { prelu } from './prelu.js';

describeDefinition(prelu, [cpu, wasm]);
