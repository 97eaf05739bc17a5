import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { lessEqual } from './less-equal.js';

describeDefinition(lessEqual, [cpu, wasm]);
