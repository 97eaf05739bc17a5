import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { gaussianNoise } from './gaussian-noise.js';

describeDefinition(gaussianNoise, [cpu]);
