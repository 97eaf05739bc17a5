import { describeDefinition } from '@neurite/testing';
import { randomNormal } from './random-normal.js';

describeDefinition(randomNormal, []);
