import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { embedding } from './embedding.js';

describeDefinition(embedding, [cpu, wasm]);
