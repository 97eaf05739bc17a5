import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { meanAbsolutePercentageError } from './mean-absolute-percentage-error.js';

describeDefinition(meanAbsolutePercentageError, [cpu, wasm]);
