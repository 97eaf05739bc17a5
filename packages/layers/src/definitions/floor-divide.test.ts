import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { floorDivide } from './floor-divide.js';

describeDefinition(floorDivide, [cpu, wasm]);
