import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { avgPool } from './avg-pool.js';

describeDefinition(avgPool, [cpu]);
