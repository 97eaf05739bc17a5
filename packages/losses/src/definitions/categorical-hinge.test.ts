import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { categoricalHinge } from './categorical-hinge.js';

describeDefinition(categoricalHinge, [cpu]);
