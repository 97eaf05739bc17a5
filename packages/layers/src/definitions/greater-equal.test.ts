import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { greaterEqual } from './greater-equal.js';

describeDefinition(greaterEqual, [cpu]);
