import { describeDefinition } from '@neurite/testing';
import { identity } from './identity.js';

describeDefinition(identity, []);
