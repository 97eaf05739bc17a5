import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { globalAvgPool } from './global-avg-pool.js';

describeDefinition(globalAvgPool, [cpu]);
