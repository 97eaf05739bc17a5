import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { groupNorm } from './group-norm.js';

describeDefinition(groupNorm, [cpu]);
