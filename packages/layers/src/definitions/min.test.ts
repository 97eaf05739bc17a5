import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { min } from './min.js';

describeDefinition(min, [cpu, wasm]);
