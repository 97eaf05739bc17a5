export * from './code.js';
export * from './control.js';
export * from './module.js';
export * from './scalar.js';
export * from './types.js';
export * from './vector.js';
