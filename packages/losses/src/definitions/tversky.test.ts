import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { tversky } from './tversky.js';

describeDefinition(tversky, [cpu, wasm]);
