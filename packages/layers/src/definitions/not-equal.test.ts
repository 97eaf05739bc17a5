import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { notEqual } from './not-equal.js';

describeDefinition(notEqual, [cpu]);
