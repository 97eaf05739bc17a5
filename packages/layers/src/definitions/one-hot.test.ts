import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { oneHot } from './one-hot.js';

describeDefinition(oneHot, [cpu]);
