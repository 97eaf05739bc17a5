export { assemble, type AssembleOptions, type Assembly } from './assemble.js';
export { link } from './link.js';
export { scalarName } from './update.js';
