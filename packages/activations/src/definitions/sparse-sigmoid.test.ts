import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { sparseSigmoid } from './sparse-sigmoid.js';

describeDefinition(sparseSigmoid, [cpu]);
