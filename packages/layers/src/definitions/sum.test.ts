import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { sum } from './sum.js';

describeDefinition(sum, [cpu]);
