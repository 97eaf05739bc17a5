import { describeDefinition } from '@neurite/testing';
import { sine } from './sine.js';

describeDefinition(sine, []);
