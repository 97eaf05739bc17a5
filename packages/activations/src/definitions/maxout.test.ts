import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { maxout } from './maxout.js';

describeDefinition(maxout, [cpu]);
