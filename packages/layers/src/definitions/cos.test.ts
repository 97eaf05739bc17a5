import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { cos } from './cos.js';

describeDefinition(cos, [cpu, wasm]);
