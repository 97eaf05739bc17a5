import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { precision } from './precision.js';

describeDefinition(precision, [cpu]);
