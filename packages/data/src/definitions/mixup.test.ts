import { describeDefinition } from '@neurite/testing';
import { mixup } from './mixup.js';

describeDefinition(mixup, []);
