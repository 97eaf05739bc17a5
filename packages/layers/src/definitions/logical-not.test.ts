import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { logicalNot } from './logical-not.js';

describeDefinition(logicalNot, [cpu, wasm]);
