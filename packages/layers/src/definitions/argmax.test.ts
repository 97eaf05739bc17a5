import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { argmax } from './argmax.js';

describeDefinition(argmax, [cpu]);
