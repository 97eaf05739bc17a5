import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { standardize } from './standardize.js';

describeDefinition(standardize, [cpu, wasm]);
