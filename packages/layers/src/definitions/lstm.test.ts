import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { lstm } from './lstm.js';

describeDefinition(lstm, [cpu]);
