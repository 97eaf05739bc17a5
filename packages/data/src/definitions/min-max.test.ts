import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { minMax } from './min-max.js';

describeDefinition(minMax, [cpu, wasm]);
