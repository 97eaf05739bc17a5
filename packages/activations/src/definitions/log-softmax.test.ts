import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { logSoftmax } from './log-softmax.js';

describeDefinition(logSoftmax, [cpu, wasm]);
