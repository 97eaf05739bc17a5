import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { average } from './average.js';

describeDefinition(average, [cpu, wasm]);
