import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { log } from './log.js';

describeDefinition(log, [cpu, wasm]);
