import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { tanhShrink } from './tanh-shrink.js';

describeDefinition(tanhShrink, [cpu, wasm]);
