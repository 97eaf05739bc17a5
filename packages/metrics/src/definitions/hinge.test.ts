import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { hinge } from './hinge.js';

describeDefinition(hinge, [cpu, wasm]);
