import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { sin } from './sin.js';

describeDefinition(sin, [cpu]);
