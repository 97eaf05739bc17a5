import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { crossEntropy } from './cross-entropy.js';

describeDefinition(crossEntropy, [cpu]);
