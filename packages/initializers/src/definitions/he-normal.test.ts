import { describeDefinition } from '@neurite/testing';
import { heNormal } from './he-normal.js';

describeDefinition(heNormal, []);
