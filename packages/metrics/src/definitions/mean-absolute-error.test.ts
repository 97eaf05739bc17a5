import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { meanAbsoluteError } from './mean-absolute-error.js';

describeDefinition(meanAbsoluteError, [cpu]);
