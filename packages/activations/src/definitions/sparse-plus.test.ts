import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { sparsePlus } from './sparse-plus.js';

describeDefinition(sparsePlus, [cpu]);
