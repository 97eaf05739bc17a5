import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { zeros } from './zeros.js';

describeDefinition(zeros, [cpu, wasm]);
