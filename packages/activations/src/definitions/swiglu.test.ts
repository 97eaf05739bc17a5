import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { swiglu } from './swiglu.js';

describeDefinition(swiglu, [cpu, wasm]);
