import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { selu } from './selu.js';

describeDefinition(selu, [cpu]);
