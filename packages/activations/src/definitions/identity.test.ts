import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { identity } from './identity.js';

describeDefinition(identity, [cpu]);
