import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { lstm } from './lstm.js';

describeDefinition(lstm, [cpu, wasm]);
