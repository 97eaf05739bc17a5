import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { threshold } from './threshold.js';

describeDefinition(threshold, [cpu, wasm]);
