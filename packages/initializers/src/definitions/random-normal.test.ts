import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { randomNormal } from './random-normal.js';

describeDefinition(randomNormal, [cpu, wasm]);
