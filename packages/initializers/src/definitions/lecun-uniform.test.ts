import { describeDefinition } from '@neurite/testing';
import { lecunUniform } from './lecun-uniform.js';

describeDefinition(lecunUniform, []);
