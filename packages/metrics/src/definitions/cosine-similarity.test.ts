import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { cosineSimilarity } from './cosine-similarity.js';

describeDefinition(cosineSimilarity, [cpu, wasm]);
