import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { oneHot } from './one-hot.js';

describeDefinition(oneHot, [cpu, wasm]);
