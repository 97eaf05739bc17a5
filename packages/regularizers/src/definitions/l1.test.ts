import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { l1 } from './l1.js';

describeDefinition(l1, [cpu, wasm]);
