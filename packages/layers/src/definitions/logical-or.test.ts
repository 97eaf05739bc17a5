import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { logicalOr } from './logical-or.js';

describeDefinition(logicalOr, [cpu, wasm]);
