import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { minimum } from './minimum.js';

describeDefinition(minimum, [cpu, wasm]);
