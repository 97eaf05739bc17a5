import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { rrelu } from './rrelu.js';

describeDefinition(rrelu, [cpu, wasm]);
