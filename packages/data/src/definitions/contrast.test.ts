import { describeDefinition } from '@neurite/testing';
import { contrast } from './contrast.js';

describeDefinition(contrast, []);
