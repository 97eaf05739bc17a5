import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { mean } from './mean.js';

describeDefinition(mean, [cpu]);
