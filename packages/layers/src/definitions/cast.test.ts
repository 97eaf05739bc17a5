import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { cast } from './cast.js';

describeDefinition(cast, [cpu]);
