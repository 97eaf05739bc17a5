import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { spectralNorm } from './spectral-norm.js';

describeDefinition(spectralNorm, [cpu, wasm]);
