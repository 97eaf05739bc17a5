import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { equal } from './equal.js';

describeDefinition(equal, [cpu]);
