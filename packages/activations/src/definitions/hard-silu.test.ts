import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { hardSilu } from './hard-silu.js';

describeDefinition(hardSilu, [cpu]);
