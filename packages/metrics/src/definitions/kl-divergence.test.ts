import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { klDivergence } from './kl-divergence.js';

describeDefinition(klDivergence, [cpu, wasm]);
