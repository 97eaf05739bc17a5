import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { pearson } from './pearson.js';

describeDefinition(pearson, [cpu, wasm]);
