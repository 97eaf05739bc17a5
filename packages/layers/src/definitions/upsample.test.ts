import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { upsample } from './upsample.js';

describeDefinition(upsample, [cpu]);
