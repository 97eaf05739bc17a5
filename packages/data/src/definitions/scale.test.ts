import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { scale } from './scale.js';

describeDefinition(scale, [cpu, wasm]);
