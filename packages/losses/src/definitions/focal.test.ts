import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { focal } from './focal.js';

describeDefinition(focal, [cpu]);
