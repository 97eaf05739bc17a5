import { describeDefinition } from '@neurite/testing';
import { piecewise } from './piecewise.js';

describeDefinition(piecewise, []);
