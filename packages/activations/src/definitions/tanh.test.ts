import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { tanh } from './tanh.js';

describeDefinition(tanh, [cpu, wasm]);
