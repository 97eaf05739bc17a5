import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { f1 } from './f1.js';

describeDefinition(f1, [cpu, wasm]);
