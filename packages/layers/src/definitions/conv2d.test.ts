import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { conv2d } from './conv2d.js';

describeDefinition(conv2d, [cpu, wasm]);
