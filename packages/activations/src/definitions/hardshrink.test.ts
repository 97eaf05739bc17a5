import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { hardshrink } from './hardshrink.js';

describeDefinition(hardshrink, [cpu, wasm]);
