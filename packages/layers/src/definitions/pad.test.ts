import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { pad } from './pad.js';

describeDefinition(pad, [cpu]);
