import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { tversky } from './tversky.js';

describeDefinition(tversky, [cpu]);
