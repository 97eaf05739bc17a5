import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { rescale } from './rescale.js';

describeDefinition(rescale, [cpu, wasm]);
