import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { identity } from './identity.js';

describeDefinition(identity, [cpu, wasm]);
