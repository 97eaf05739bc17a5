import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { concordance } from './concordance.js';

describeDefinition(concordance, [cpu, wasm]);
