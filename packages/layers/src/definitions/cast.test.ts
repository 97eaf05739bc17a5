import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { cast } from './cast.js';

describeDefinition(cast, [cpu, wasm]);
