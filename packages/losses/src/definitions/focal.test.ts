import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { focal } from './focal.js';

describeDefinition(focal, [cpu, wasm]);
