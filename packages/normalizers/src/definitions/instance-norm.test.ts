import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { instanceNorm } from './instance-norm.js';

describeDefinition(instanceNorm, [cpu, wasm]);
