import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { insertAxes } from './insert-axes.js';

describeDefinition(insertAxes, [cpu]);
