import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sin } from './sin.js';

describeDefinition(sin, [cpu, wasm]);
