import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { linear } from './linear.js';

describeDefinition(linear, [cpu]);
