import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { celu } from './celu.js';

describeDefinition(celu, [cpu]);
