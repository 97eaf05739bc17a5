export { eager } from './eager.js';
export type * from './kinds/index.js';
