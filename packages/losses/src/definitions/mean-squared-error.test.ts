import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { meanSquaredError } from './mean-squared-error.js';

describeDefinition(meanSquaredError, [cpu]);
