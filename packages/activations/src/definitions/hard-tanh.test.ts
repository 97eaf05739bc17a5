import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { hardTanh } from './hard-tanh.js';

describeDefinition(hardTanh, [cpu, wasm]);
