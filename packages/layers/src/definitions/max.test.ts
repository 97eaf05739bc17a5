import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { max } from './max.js';

describeDefinition(max, [cpu, wasm]);
