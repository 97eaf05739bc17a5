import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { layerNorm } from './layer-norm.js';

describeDefinition(layerNorm, [cpu, wasm]);
