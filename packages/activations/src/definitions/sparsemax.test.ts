import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { sparsemax } from './sparsemax.js';

describeDefinition(sparsemax, [cpu]);
