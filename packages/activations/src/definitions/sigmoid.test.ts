import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { sigmoid } from './sigmoid.js';

describeDefinition(sigmoid, [cpu]);
