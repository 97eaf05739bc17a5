import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { layerNorm } from './layer-norm.js';

describeDefinition(layerNorm, [cpu]);
