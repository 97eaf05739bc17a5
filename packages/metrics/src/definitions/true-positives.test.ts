import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { truePositives } from './true-positives.js';

describeDefinition(truePositives, [cpu, wasm]);
