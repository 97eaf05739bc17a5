export * from './create-ops.js';
export type { Emitter } from './emitter.js';
