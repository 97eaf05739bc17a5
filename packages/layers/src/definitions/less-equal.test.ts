import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { lessEqual } from './less-equal.js';

describeDefinition(lessEqual, [cpu]);
