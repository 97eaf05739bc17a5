import { describeDefinition } from '@neurite/testing';
import { spirals } from './spirals.js';

describeDefinition(spirals, []);
