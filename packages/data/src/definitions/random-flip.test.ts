import { describeDefinition } from '@neurite/testing';
import { randomFlip } from './random-flip.js';

describeDefinition(randomFlip, []);
