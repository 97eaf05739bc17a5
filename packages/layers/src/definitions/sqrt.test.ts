import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sqrt } from './sqrt.js';

describeDefinition(sqrt, [cpu, wasm]);
