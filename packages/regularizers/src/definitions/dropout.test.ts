import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { dropout } from './dropout.js';

describeDefinition(dropout, [cpu, wasm]);
