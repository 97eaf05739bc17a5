import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { maximum } from './maximum.js';

describeDefinition(maximum, [cpu]);
