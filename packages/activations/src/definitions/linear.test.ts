import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { linear } from './linear.js';

describeDefinition(linear, [cpu, wasm]);
