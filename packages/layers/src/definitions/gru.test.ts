import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { gru } from './gru.js';

describeDefinition(gru, [cpu, wasm]);
