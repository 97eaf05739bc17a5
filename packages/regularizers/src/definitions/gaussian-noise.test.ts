import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { gaussianNoise } from './gaussian-noise.js';

describeDefinition(gaussianNoise, [cpu, wasm]);
