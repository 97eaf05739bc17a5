import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { huber } from './huber.js';

describeDefinition(huber, [cpu, wasm]);
