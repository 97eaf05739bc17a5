import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { reshape } from './reshape.js';

describeDefinition(reshape, [cpu, wasm]);
