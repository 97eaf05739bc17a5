import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { autoencoder } from './autoencoder.js';

describeDefinition(autoencoder, [cpu]);
