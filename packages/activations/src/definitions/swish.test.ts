import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { swish } from './swish.js';

describeDefinition(swish, [cpu, wasm]);
