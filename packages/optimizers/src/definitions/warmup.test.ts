import { describeDefinition } from '@neurite/testing';
import { warmup } from './warmup.js';

describeDefinition(warmup, []);
