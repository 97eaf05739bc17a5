export * from './primitives.js';
export * from './shapes/index.js';
export * from './random/index.js';
export * from './reference/index.js';
export * from './optimise/index.js';
export * from './plan/index.js';
