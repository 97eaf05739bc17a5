import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { permute } from './permute.js';

describeDefinition(permute, [cpu, wasm]);
