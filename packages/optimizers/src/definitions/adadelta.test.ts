import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { adadelta } from './adadelta.js';

describeDefinition(adadelta, [cpu]);
