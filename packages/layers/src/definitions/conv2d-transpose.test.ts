import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { conv2dTranspose } from './conv2d-transpose.js';

describeDefinition(conv2dTranspose, [cpu, wasm]);
