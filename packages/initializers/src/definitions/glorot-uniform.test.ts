import { describeDefinition } from '@neurite/testing';
import { glorotUniform } from './glorot-uniform.js';

describeDefinition(glorotUniform, []);
