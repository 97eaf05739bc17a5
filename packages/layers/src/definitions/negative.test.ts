import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { negative } from './negative.js';

describeDefinition(negative, [cpu, wasm]);
