import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { conv1dTranspose } from './conv1d-transpose.js';

describeDefinition(conv1dTranspose, [cpu, wasm]);
