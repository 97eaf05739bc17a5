import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { threshold } from './threshold.js';

describeDefinition(threshold, [cpu]);
