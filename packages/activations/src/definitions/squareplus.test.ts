import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { squareplus } from './squareplus.js';

describeDefinition(squareplus, [cpu]);
