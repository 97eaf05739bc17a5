import { describeDefinition } from '@neurite/testing';
import { sparse } from './sparse.js';

describeDefinition(sparse, []);
