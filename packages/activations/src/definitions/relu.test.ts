import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { relu } from './relu.js';

describeDefinition(relu, [cpu, wasm]);
