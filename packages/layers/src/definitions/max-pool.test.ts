import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { maxPool } from './max-pool.js';

describeDefinition(maxPool, [cpu]);
