import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { logSoftmax } from './log-softmax.js';

describeDefinition(logSoftmax, [cpu]);
