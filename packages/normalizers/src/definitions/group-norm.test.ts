import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { groupNorm } from './group-norm.js';

describeDefinition(groupNorm, [cpu, wasm]);
