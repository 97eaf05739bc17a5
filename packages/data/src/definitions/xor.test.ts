import { describeDefinition } from '@neurite/testing';
import { xor } from './xor.js';

describeDefinition(xor, []);
