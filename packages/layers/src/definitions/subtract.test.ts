import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { subtract } from './subtract.js';

describeDefinition(subtract, [cpu, wasm]);
