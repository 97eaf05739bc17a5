import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { dot } from './dot.js';

describeDefinition(dot, [cpu]);
