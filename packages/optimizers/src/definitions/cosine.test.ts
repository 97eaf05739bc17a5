import { describeDefinition } from '@neurite/testing';
import { cosine } from './cosine.js';

describeDefinition(cosine, []);
