import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { meanSquaredError } from './mean-squared-error.js';

describeDefinition(meanSquaredError, [cpu, wasm]);
