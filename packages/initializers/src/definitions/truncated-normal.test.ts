import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { truncatedNormal } from './truncated-normal.js';

describeDefinition(truncatedNormal, [cpu, wasm]);
