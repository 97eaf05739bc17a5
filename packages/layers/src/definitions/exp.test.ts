import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { exp } from './exp.js';

describeDefinition(exp, [cpu, wasm]);
