import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { dropPath } from './drop-path.js';

describeDefinition(dropPath, [cpu]);
