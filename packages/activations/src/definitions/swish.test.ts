import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { swish } from './swish.js';

describeDefinition(swish, [cpu]);
