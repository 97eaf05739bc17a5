import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { logCosh } from './log-cosh.js';

describeDefinition(logCosh, [cpu]);
