import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { pca } from './pca.js';

describeDefinition(pca, [cpu, wasm]);
