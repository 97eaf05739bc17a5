import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { sgd } from './sgd.js';

describeDefinition(sgd, [cpu]);
