import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { resize } from './resize.js';

describeDefinition(resize, [cpu, wasm]);
