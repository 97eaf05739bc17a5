import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { embedding } from './embedding.js';

describeDefinition(embedding, [cpu]);
