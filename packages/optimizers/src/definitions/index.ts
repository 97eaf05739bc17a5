export { adam } from './adam.js';
export { constant } from './constant.js';
export { cosine } from './cosine.js';
export { sgd } from './sgd.js';
export { warmup } from './warmup.js';
