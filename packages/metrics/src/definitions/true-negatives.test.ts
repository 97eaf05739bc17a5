import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { trueNegatives } from './true-negatives.js';

describeDefinition(trueNegatives, [cpu]);
