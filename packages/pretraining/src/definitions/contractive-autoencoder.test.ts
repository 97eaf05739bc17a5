import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { contractiveAutoencoder } from './contractive-autoencoder.js';

describeDefinition(contractiveAutoencoder, [cpu, wasm]);
