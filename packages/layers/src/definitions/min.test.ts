import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { min } from './min.js';

describeDefinition(min, [cpu]);
