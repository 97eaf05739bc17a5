import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { topK } from './top-k.js';

describeDefinition(topK, [cpu]);
