import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adafactor } from './adafactor.js';

describeDefinition(adafactor, [cpu, wasm]);
