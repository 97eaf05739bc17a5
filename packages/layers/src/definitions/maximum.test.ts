import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { maximum } from './maximum.js';

describeDefinition(maximum, [cpu, wasm]);
