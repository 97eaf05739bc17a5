import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { add } from './add.js';

describeDefinition(add, [cpu, wasm]);
