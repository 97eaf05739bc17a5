import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { separableConv2d } from './separable-conv2d.js';

describeDefinition(separableConv2d, [cpu, wasm]);
