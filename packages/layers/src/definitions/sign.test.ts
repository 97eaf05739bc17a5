import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { sign } from './sign.js';

describeDefinition(sign, [cpu]);
