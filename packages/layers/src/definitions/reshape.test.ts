import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { reshape } from './reshape.js';

describeDefinition(reshape, [cpu]);
