import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { lion } from './lion.js';

describeDefinition(lion, [cpu]);
