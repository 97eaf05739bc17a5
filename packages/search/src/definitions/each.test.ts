import { describeDefinition } from '@neurite/testing';
import { each } from './each.js';

describeDefinition(each, []);
