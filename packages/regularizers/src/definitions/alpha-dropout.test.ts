import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { alphaDropout } from './alpha-dropout.js';

describeDefinition(alphaDropout, [cpu]);
