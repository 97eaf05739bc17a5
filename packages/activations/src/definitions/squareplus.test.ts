import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { squareplus } from './squareplus.js';

describeDefinition(squareplus, [cpu, wasm]);
