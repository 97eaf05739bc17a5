import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { dice } from './dice.js';

describeDefinition(dice, [cpu, wasm]);
