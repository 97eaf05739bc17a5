import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { divide } from './divide.js';

describeDefinition(divide, [cpu, wasm]);
