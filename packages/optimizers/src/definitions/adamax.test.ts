import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { adamax } from './adamax.js';

describeDefinition(adamax, [cpu]);
