import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { conv1d } from './conv1d.js';

describeDefinition(conv1d, [cpu, wasm]);
