import { describeDefinition } from '@neurite/testing';
import { blobs } from './blobs.js';

describeDefinition(blobs, []);
