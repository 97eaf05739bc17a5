import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { argmax } from './argmax.js';

describeDefinition(argmax, [cpu, wasm]);
