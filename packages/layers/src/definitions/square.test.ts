import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { square } from './square.js';

describeDefinition(square, [cpu]);
