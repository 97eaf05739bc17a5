import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { softshrink } from './softshrink.js';

describeDefinition(softshrink, [cpu]);
