import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { meanSquaredLogarithmicError } from './mean-squared-logarithmic-error.js';

describeDefinition(meanSquaredLogarithmicError, [cpu, wasm]);
