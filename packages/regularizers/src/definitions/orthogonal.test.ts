import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { orthogonal } from './orthogonal.js';

describeDefinition(orthogonal, [cpu, wasm]);
