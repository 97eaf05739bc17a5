import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { equal } from './equal.js';

describeDefinition(equal, [cpu, wasm]);
