import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { dropout } from './dropout.js';

describeDefinition(dropout, [cpu]);
