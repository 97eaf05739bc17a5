import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { rootMeanSquaredError } from './root-mean-squared-error.js';

describeDefinition(rootMeanSquaredError, [cpu, wasm]);
