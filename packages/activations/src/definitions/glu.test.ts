import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { glu } from './glu.js';

describeDefinition(glu, [cpu]);
