import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { flatten } from './flatten.js';

describeDefinition(flatten, [cpu]);
