import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { nadam } from './nadam.js';

describeDefinition(nadam, [cpu, wasm]);
