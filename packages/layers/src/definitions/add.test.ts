import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { add } from './add.js';

describeDefinition(add, [cpu]);
