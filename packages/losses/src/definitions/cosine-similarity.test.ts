import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { cosineSimilarity } from './cosine-similarity.js';

describeDefinition(cosineSimilarity, [cpu]);
