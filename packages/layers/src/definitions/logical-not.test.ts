import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { logicalNot } from './logical-not.js';

describeDefinition(logicalNot, [cpu]);
