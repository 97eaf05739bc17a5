import { describeDefinition } from '@neurite/testing';
import { step } from './step.js';

describeDefinition(step, []);
