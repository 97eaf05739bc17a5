import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { truePositives } from './true-positives.js';

describeDefinition(truePositives, [cpu]);
