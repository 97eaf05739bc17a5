import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { logicalAnd } from './logical-and.js';

describeDefinition(logicalAnd, [cpu, wasm]);
