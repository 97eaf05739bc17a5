import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { insertAxes } from './insert-axes.js';

describeDefinition(insertAxes, [cpu, wasm]);
