import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { lamb } from './lamb.js';

describeDefinition(lamb, [cpu, wasm]);
