import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { abs } from './abs.js';

describeDefinition(abs, [cpu]);
