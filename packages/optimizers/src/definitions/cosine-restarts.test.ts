import { describeDefinition } from '@neurite/testing';
import { cosineRestarts } from './cosine-restarts.js';

describeDefinition(cosineRestarts, []);
