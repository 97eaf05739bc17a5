import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { hardshrink } from './hardshrink.js';

describeDefinition(hardshrink, [cpu]);
