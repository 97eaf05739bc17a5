import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { relu } from './relu.js';

describeDefinition(relu, [cpu]);
