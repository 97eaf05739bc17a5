import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { adaptiveAvgPool2d } from './adaptive-avg-pool2d.js';

describeDefinition(adaptiveAvgPool2d, [cpu, wasm]);
