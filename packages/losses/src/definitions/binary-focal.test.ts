import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { binaryFocal } from './binary-focal.js';

describeDefinition(binaryFocal, [cpu, wasm]);
