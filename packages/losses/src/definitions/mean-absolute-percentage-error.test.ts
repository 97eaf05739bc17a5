import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { meanAbsolutePercentageError } from './mean-absolute-percentage-error.js';

describeDefinition(meanAbsolutePercentageError, [cpu]);
