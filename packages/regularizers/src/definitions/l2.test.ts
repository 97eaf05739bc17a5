import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { l2 } from './l2.js';

describeDefinition(l2, [cpu, wasm]);
