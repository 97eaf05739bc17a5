import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { trueNegatives } from './true-negatives.js';

describeDefinition(trueNegatives, [cpu, wasm]);
