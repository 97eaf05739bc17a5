import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { spatialDropout } from './spatial-dropout.js';

describeDefinition(spatialDropout, [cpu, wasm]);
