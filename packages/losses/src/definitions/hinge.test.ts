import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { hinge } from './hinge.js';

describeDefinition(hinge, [cpu]);
