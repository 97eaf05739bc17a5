import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { positionalEmbedding } from './positional-embedding.js';

describeDefinition(positionalEmbedding, [cpu]);
