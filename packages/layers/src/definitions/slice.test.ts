import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { slice } from './slice.js';

describeDefinition(slice, [cpu]);
