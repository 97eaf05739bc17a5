import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { rmsprop } from './rmsprop.js';

describeDefinition(rmsprop, [cpu, wasm]);
