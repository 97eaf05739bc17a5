import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { range } from './range.js';

describeDefinition(range, [cpu]);
