import { describeDefinition } from '@neurite/testing';
import { exponential } from './exponential.js';

describeDefinition(exponential, []);
