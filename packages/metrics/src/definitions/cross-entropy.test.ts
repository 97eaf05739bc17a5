import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { crossEntropy } from './cross-entropy.js';

describeDefinition(crossEntropy, [cpu, wasm]);
