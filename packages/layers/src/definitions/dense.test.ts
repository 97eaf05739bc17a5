import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { dense } from './dense.js';

describeDefinition(dense, [cpu]);
