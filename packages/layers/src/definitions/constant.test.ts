import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { constant } from './constant.js';

describeDefinition(constant, [cpu]);
