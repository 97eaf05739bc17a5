import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sgd } from './sgd.js';

describeDefinition(sgd, [cpu, wasm]);
