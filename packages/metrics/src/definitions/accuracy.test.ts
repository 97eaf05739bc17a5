import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { accuracy } from './accuracy.js';

describeDefinition(accuracy, [cpu, wasm]);
