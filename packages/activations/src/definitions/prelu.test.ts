import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { prelu } from './prelu.js';

describeDefinition(prelu, [cpu]);
