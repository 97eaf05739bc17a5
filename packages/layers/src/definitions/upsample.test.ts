import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { upsample } from './upsample.js';

describeDefinition(upsample, [cpu, wasm]);
