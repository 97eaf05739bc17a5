import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { squaredHinge } from './squared-hinge.js';

describeDefinition(squaredHinge, [cpu, wasm]);
