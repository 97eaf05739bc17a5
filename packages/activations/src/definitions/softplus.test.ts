import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { softplus } from './softplus.js';

describeDefinition(softplus, [cpu]);
