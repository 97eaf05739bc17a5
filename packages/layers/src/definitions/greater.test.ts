import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { greater } from './greater.js';

describeDefinition(greater, [cpu, wasm]);
