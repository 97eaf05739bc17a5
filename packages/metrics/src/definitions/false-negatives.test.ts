import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { falseNegatives } from './false-negatives.js';

describeDefinition(falseNegatives, [cpu]);
