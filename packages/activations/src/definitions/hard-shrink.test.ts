import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { hardShrink } from './hard-shrink.js';

describeDefinition(hardShrink, [cpu]);
