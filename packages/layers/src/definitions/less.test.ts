import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { less } from './less.js';

describeDefinition(less, [cpu, wasm]);
