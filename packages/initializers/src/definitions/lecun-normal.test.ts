import { describeDefinition } from '@neurite/testing';
import { lecunNormal } from './lecun-normal.js';

describeDefinition(lecunNormal, []);
