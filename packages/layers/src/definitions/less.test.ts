import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { less } from './less.js';

describeDefinition(less, [cpu]);
