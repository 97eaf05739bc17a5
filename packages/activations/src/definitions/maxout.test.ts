import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { maxout } from './maxout.js';

describeDefinition(maxout, [cpu, wasm]);
