import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { crossAttention } from './cross-attention.js';

describeDefinition(crossAttention, [cpu, wasm]);
