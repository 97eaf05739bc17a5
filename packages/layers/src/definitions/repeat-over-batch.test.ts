import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { repeatOverBatch } from './repeat-over-batch.js';

describeDefinition(repeatOverBatch, [cpu, wasm]);
