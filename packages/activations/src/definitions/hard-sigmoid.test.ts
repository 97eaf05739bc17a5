import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { hardSigmoid } from './hard-sigmoid.js';

describeDefinition(hardSigmoid, [cpu, wasm]);
