import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { adam } from './adam.js';

describeDefinition(adam, [cpu]);
