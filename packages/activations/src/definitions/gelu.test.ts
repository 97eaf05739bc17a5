import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { gelu } from './gelu.js';

describeDefinition(gelu, [cpu]);
