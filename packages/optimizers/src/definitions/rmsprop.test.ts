import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { rmsprop } from './rmsprop.js';

describeDefinition(rmsprop, [cpu]);
