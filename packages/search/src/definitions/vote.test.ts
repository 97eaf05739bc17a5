import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { vote } from './vote.js';

describeDefinition(vote, [cpu, wasm]);
