import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adadelta } from './adadelta.js';

describeDefinition(adadelta, [cpu, wasm]);
