import { describeBackend } from '@neurite/testing';
import { wasm } from './wasm.js';

describeBackend(wasm);
