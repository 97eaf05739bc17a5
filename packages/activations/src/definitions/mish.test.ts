import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { mish } from './mish.js';

describeDefinition(mish, [cpu]);
