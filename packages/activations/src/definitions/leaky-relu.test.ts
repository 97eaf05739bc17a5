import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { leakyRelu } from './leaky-relu.js';

describeDefinition(leakyRelu, [cpu]);
