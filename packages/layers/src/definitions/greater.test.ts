import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { greater } from './greater.js';

describeDefinition(greater, [cpu]);
