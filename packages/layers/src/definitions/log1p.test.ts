import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { log1p } from './log1p.js';

describeDefinition(log1p, [cpu, wasm]);
