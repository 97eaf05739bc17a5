import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sigmoid } from './sigmoid.js';

describeDefinition(sigmoid, [cpu, wasm]);
