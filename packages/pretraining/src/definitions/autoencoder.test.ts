import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { autoencoder } from './autoencoder.js';

describeDefinition(autoencoder, [cpu, wasm]);
