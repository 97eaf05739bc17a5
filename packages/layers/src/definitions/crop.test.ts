import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { crop } from './crop.js';

describeDefinition(crop, [cpu, wasm]);
