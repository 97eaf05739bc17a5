import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { floor } from './floor.js';

describeDefinition(floor, [cpu, wasm]);
