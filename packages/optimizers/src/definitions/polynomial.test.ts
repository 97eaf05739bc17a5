import { describeDefinition } from '@neurite/testing';
import { polynomial } from './polynomial.js';

describeDefinition(polynomial, []);
