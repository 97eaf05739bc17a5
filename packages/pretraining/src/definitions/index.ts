export { autoencoder } from './autoencoder.js';
export { denoisingAutoencoder } from './denoising-autoencoder.js';
export { sparseAutoencoder } from './sparse-autoencoder.js';
