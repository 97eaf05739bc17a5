import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { elu } from './elu.js';

describeDefinition(elu, [cpu]);
