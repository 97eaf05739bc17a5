import { describeDefinition } from '@neurite/testing';
import { deltaOrthogonal } from './delta-orthogonal.js';

describeDefinition(deltaOrthogonal, []);
