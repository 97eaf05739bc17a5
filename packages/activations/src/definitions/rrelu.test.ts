import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { rrelu } from './rrelu.js';

describeDefinition(rrelu, [cpu]);
