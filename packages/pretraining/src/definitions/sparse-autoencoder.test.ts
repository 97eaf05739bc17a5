import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sparseAutoencoder } from './sparse-autoencoder.js';

describeDefinition(sparseAutoencoder, [cpu, wasm]);
