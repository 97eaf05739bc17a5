import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { constant } from './constant.js';

describeDefinition(constant, [cpu, wasm]);
