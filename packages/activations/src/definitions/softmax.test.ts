import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { softmax } from './softmax.js';

describeDefinition(softmax, [cpu]);
