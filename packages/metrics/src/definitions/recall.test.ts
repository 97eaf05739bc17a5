import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { recall } from './recall.js';

describeDefinition(recall, [cpu, wasm]);
