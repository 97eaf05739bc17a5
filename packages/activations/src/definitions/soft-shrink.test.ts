import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { softShrink } from './soft-shrink.js';

describeDefinition(softShrink, [cpu, wasm]);
