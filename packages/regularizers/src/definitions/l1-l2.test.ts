import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { l1L2 } from './l1-l2.js';

describeDefinition(l1L2, [cpu, wasm]);
