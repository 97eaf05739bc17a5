import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { l2 } from './l2.js';

describeDefinition(l2, [cpu]);
