import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { multiHeadAttention } from './multi-head-attention.js';

describeDefinition(multiHeadAttention, [cpu]);
