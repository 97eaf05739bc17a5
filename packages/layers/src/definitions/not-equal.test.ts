import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { notEqual } from './not-equal.js';

describeDefinition(notEqual, [cpu, wasm]);
