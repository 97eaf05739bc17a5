export { batchNorm } from './batch-norm.js';
export { groupNorm } from './group-norm.js';
export { instanceNorm } from './instance-norm.js';
export { layerNorm } from './layer-norm.js';
export { localResponseNorm } from './local-response-norm.js';
export { rmsNorm } from './rms-norm.js';
export { spectralNorm } from './spectral-norm.js';
export { weightNorm } from './weight-norm.js';
