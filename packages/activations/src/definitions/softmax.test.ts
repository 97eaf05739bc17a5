import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { softmax } from './softmax.js';

describeDefinition(softmax, [cpu, wasm]);
