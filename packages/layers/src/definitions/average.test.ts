import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { average } from './average.js';

describeDefinition(average, [cpu]);
