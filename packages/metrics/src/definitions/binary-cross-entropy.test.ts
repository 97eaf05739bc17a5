import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { binaryCrossEntropy } from './binary-cross-entropy.js';

describeDefinition(binaryCrossEntropy, [cpu, wasm]);
