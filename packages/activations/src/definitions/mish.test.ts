import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { mish } from './mish.js';

describeDefinition(mish, [cpu, wasm]);
