import { describeBackend } from '@neurite/testing/backends';
import { wasm } from './wasm.js';

describeBackend(wasm);
