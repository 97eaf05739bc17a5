import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { crossAttention } from './cross-attention.js';

describeDefinition(crossAttention, [cpu]);
