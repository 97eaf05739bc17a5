import { describeDefinition } from '@neurite/testing';
import { noise } from './noise.js';

describeDefinition(noise, []);
