import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { conv3d } from './conv3d.js';

describeDefinition(conv3d, [cpu, wasm]);
