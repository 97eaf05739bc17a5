import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { where } from './where.js';

describeDefinition(where, [cpu]);
