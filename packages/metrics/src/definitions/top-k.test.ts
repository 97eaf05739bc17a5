import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { topK } from './top-k.js';

describeDefinition(topK, [cpu, wasm]);
