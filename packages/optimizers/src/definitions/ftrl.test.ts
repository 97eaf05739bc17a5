import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { ftrl } from './ftrl.js';

describeDefinition(ftrl, [cpu, wasm]);
