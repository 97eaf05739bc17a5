import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adamw } from './adamw.js';

describeDefinition(adamw, [cpu, wasm]);
