export { isOneLoop } from './elementwise.js';
export { type Kernel, wordBytes } from './kernel.js';
export { kernelOf, kernels, type Unkernelled } from './table.js';
