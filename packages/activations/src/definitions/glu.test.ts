import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { glu } from './glu.js';

describeDefinition(glu, [cpu, wasm]);
