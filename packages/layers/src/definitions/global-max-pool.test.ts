import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { globalMaxPool } from './global-max-pool.js';

describeDefinition(globalMaxPool, [cpu]);
