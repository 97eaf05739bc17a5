import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { minimum } from './minimum.js';

describeDefinition(minimum, [cpu]);
