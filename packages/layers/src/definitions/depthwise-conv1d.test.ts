import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { depthwiseConv1d } from './depthwise-conv1d.js';

describeDefinition(depthwiseConv1d, [cpu, wasm]);
