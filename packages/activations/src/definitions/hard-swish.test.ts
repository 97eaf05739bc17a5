import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { hardSwish } from './hard-swish.js';

describeDefinition(hardSwish, [cpu, wasm]);
