export * from './example-random.js';
export { hostRandom } from './host-random.js';
export * from './stream.js';
export * from './threefry.js';
export * from './uniform.js';
