export { crossEntropy } from './cross-entropy.js';
export { meanSquaredError } from './mean-squared-error.js';
