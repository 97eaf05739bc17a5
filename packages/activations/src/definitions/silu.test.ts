import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { silu } from './silu.js';

describeDefinition(silu, [cpu]);
