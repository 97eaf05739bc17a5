import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { centre } from './centre.js';

describeDefinition(centre, [cpu, wasm]);
