import { describeDefinition } from '@neurite/testing';
import { randomUniform } from './random-uniform.js';

describeDefinition(randomUniform, []);
