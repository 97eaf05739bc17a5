import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { logSigmoid } from './log-sigmoid.js';

describeDefinition(logSigmoid, [cpu]);
