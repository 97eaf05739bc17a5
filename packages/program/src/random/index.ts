export * from './threefry.js';
export * from './uniform.js';
