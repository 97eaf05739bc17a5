import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { cos } from './cos.js';

describeDefinition(cos, [cpu]);
