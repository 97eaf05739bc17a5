import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { multiHeadAttention } from './multi-head-attention.js';

describeDefinition(multiHeadAttention, [cpu, wasm]);
