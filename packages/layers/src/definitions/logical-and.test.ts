import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { logicalAnd } from './logical-and.js';

describeDefinition(logicalAnd, [cpu]);
