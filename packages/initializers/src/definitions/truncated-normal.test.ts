import { describeDefinition } from '@neurite/testing';
import { truncatedNormal } from './truncated-normal.js';

describeDefinition(truncatedNormal, []);
