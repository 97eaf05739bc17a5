import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { falsePositives } from './false-positives.js';

describeDefinition(falsePositives, [cpu, wasm]);
