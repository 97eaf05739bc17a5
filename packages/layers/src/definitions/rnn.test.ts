import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { rnn } from './rnn.js';

describeDefinition(rnn, [cpu, wasm]);
