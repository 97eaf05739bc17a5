import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { categoricalHinge } from './categorical-hinge.js';

describeDefinition(categoricalHinge, [cpu, wasm]);
