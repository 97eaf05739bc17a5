import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { softshrink } from './softshrink.js';

describeDefinition(softshrink, [cpu, wasm]);
