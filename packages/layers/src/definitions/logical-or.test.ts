import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { logicalOr } from './logical-or.js';

describeDefinition(logicalOr, [cpu]);
