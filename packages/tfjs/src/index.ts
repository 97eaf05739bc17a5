export { eager } from './eager.js';
export type * from './kinds/index.js';
export { completeOptions, type OptionArguments, type OptionRest } from './options.js';
export { hostRandom } from '@neurite/program';
