export { batchNorm } from './batch-norm.js';
export { layerNorm } from './layer-norm.js';
