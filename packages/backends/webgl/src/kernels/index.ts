export * from './elementwise.js';
export * from './kernel.js';
export { join } from './layout.js';
export * from './table.js';
export * from './uniform.js';
