import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { pearson } from './pearson.js';

describeDefinition(pearson, [cpu]);
