import { describeDefinition } from '@neurite/testing';
import { random } from './random.js';

describeDefinition(random, []);
