import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { softsign } from './softsign.js';

describeDefinition(softsign, [cpu, wasm]);
