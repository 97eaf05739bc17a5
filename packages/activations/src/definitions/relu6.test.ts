import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { relu6 } from './relu6.js';

describeDefinition(relu6, [cpu, wasm]);
