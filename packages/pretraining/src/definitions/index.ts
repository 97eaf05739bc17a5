export { autoencoder } from './autoencoder.js';
export { contractiveAutoencoder } from './contractive-autoencoder.js';
export { denoisingAutoencoder } from './denoising-autoencoder.js';
export { rbm } from './rbm.js';
export { sparseAutoencoder } from './sparse-autoencoder.js';
