import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { transpose } from './transpose.js';

describeDefinition(transpose, [cpu]);
