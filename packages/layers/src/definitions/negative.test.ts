import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { negative } from './negative.js';

describeDefinition(negative, [cpu]);
