import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sign } from './sign.js';

describeDefinition(sign, [cpu, wasm]);
