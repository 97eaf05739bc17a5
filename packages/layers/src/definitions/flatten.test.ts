import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { flatten } from './flatten.js';

describeDefinition(flatten, [cpu, wasm]);
