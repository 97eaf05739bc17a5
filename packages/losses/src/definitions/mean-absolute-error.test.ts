import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { meanAbsoluteError } from './mean-absolute-error.js';

describeDefinition(meanAbsoluteError, [cpu, wasm]);
