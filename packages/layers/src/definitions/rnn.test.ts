import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { rnn } from './rnn.js';

describeDefinition(rnn, [cpu]);
