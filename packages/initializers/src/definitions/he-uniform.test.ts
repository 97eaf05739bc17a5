import { describeDefinition } from '@neurite/testing';
import { heUniform } from './he-uniform.js';

describeDefinition(heUniform, []);
