import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { softShrink } from './soft-shrink.js';

describeDefinition(softShrink, [cpu]);
