import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { hardTanh } from './hard-tanh.js';

describeDefinition(hardTanh, [cpu]);
