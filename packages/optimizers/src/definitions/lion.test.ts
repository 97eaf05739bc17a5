import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { lion } from './lion.js';

describeDefinition(lion, [cpu, wasm]);
