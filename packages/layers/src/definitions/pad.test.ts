import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { pad } from './pad.js';

describeDefinition(pad, [cpu, wasm]);
