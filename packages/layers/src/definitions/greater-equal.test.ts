import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { greaterEqual } from './greater-equal.js';

describeDefinition(greaterEqual, [cpu, wasm]);
