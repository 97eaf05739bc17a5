import { describeDefinition } from '@neurite/testing';
import { orthogonal } from './orthogonal.js';

describeDefinition(orthogonal, []);
