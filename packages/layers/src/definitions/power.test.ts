import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { power } from './power.js';

describeDefinition(power, [cpu, wasm]);
