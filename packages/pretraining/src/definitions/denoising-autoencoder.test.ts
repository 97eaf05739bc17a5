import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { denoisingAutoencoder } from './denoising-autoencoder.js';

describeDefinition(denoisingAutoencoder, [cpu]);
