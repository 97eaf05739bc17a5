import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { falseNegatives } from './false-negatives.js';

describeDefinition(falseNegatives, [cpu, wasm]);
