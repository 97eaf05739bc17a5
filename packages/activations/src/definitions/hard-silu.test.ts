import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { hardSilu } from './hard-silu.js';

describeDefinition(hardSilu, [cpu, wasm]);
