import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { squaredHinge } from './squared-hinge.js';

describeDefinition(squaredHinge, [cpu]);
