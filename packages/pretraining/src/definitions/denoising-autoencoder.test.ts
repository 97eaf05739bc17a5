import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { denoisingAutoencoder } from './denoising-autoencoder.js';

describeDefinition(denoisingAutoencoder, [cpu, wasm]);
