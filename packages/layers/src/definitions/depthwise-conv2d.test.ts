import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { depthwiseConv2d } from './depthwise-conv2d.js';

describeDefinition(depthwiseConv2d, [cpu, wasm]);
