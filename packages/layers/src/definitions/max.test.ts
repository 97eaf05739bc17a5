import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { max } from './max.js';

describeDefinition(max, [cpu]);
