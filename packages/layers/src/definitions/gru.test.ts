import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { gru } from './gru.js';

describeDefinition(gru, [cpu]);
