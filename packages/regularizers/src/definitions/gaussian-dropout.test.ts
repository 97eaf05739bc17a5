import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { gaussianDropout } from './gaussian-dropout.js';

describeDefinition(gaussianDropout, [cpu]);
