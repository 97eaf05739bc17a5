import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { spatialDropout } from './spatial-dropout.js';

describeDefinition(spatialDropout, [cpu]);
