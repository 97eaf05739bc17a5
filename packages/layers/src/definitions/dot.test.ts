import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { dot } from './dot.js';

describeDefinition(dot, [cpu, wasm]);
