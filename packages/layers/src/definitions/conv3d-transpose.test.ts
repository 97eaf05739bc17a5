import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { conv3dTranspose } from './conv3d-transpose.js';

describeDefinition(conv3dTranspose, [cpu, wasm]);
