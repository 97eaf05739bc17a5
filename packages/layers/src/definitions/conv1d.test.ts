import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { conv1d } from './conv1d.js';

describeDefinition(conv1d, [cpu]);
