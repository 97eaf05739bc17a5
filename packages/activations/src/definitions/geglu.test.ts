import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { geglu } from './geglu.js';

describeDefinition(geglu, [cpu, wasm]);
