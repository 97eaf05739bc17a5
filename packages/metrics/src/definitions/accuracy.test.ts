import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { accuracy } from './accuracy.js';

describeDefinition(accuracy, [cpu]);
