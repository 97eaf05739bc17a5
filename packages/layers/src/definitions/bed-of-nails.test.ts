import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { bedOfNails } from './bed-of-nails.js';

describeDefinition(bedOfNails, [cpu, wasm]);
