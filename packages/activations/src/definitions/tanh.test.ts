import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { tanh } from './tanh.js';

describeDefinition(tanh, [cpu]);
