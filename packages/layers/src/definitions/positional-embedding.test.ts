import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { positionalEmbedding } from './positional-embedding.js';

describeDefinition(positionalEmbedding, [cpu, wasm]);
