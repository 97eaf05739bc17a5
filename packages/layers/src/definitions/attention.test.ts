import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { attention } from './attention.js';

describeDefinition(attention, [cpu, wasm]);
