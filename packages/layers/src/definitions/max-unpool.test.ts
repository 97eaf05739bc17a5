import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { maxUnpool } from './max-unpool.js';

describeDefinition(maxUnpool, [cpu, wasm]);
