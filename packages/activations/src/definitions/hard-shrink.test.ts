import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { hardShrink } from './hard-shrink.js';

describeDefinition(hardShrink, [cpu, wasm]);
