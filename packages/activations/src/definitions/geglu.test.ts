import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { geglu } from './geglu.js';

describeDefinition(geglu, [cpu]);
