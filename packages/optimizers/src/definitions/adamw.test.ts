import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { adamw } from './adamw.js';

describeDefinition(adamw, [cpu]);
