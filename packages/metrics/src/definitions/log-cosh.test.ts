import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { logCosh } from './log-cosh.js';

describeDefinition(logCosh, [cpu, wasm]);
