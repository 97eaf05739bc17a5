import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { logSigmoid } from './log-sigmoid.js';

describeDefinition(logSigmoid, [cpu, wasm]);
