import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { separableConv1d } from './separable-conv1d.js';

describeDefinition(separableConv1d, [cpu, wasm]);
