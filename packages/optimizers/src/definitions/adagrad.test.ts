import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adagrad } from './adagrad.js';

describeDefinition(adagrad, [cpu, wasm]);
