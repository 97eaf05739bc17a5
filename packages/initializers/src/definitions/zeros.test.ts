import { describeDefinition } from '@neurite/testing';
import { zeros } from './zeros.js';

describeDefinition(zeros, []);
