import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { concat } from './concat.js';

describeDefinition(concat, [cpu]);
