import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { precision } from './precision.js';

describeDefinition(precision, [cpu, wasm]);
