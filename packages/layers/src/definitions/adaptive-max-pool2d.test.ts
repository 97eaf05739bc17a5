import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adaptiveMaxPool2d } from './adaptive-max-pool2d.js';

describeDefinition(adaptiveMaxPool2d, [cpu, wasm]);
