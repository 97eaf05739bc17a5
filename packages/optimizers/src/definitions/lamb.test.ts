import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { lamb } from './lamb.js';

describeDefinition(lamb, [cpu]);
