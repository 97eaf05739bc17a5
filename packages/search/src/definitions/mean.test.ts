import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { mean } from './mean.js';

describeDefinition(mean, [cpu, wasm]);
