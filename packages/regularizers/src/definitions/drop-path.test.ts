import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { dropPath } from './drop-path.js';

describeDefinition(dropPath, [cpu, wasm]);
