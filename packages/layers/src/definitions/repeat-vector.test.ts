import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { repeatVector } from './repeat-vector.js';

describeDefinition(repeatVector, [cpu, wasm]);
