import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { whiten } from './whiten.js';

describeDefinition(whiten, [cpu, wasm]);
