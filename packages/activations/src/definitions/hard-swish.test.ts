import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { hardSwish } from './hard-swish.js';

describeDefinition(hardSwish, [cpu]);
