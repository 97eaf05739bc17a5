import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { instanceNorm } from './instance-norm.js';

describeDefinition(instanceNorm, [cpu]);
