import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { elu } from './elu.js';

describeDefinition(elu, [cpu, wasm]);
