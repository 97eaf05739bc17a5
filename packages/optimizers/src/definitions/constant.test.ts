import { describeDefinition } from '@neurite/testing';
import { constant } from './constant.js';

describeDefinition(constant, []);
