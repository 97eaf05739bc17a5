import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { falsePositives } from './false-positives.js';

describeDefinition(falsePositives, [cpu]);
