import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { multiply } from './multiply.js';

describeDefinition(multiply, [cpu]);
