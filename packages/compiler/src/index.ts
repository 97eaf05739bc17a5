export { compile } from './compile.js';
export type { Arguments, Compilation, CompileOptions } from './compilation.js';
export type { Limits } from './limits.js';
export { defaultLimits } from './limits.js';
export type { Observation, Observe } from './lower/observe.js';
export type { ImportedText, ReadImport } from './modules/load.js';
export type { Override } from './recipes/overrides.js';
export { summarise, type LayerSummary, type Summary } from './summary/summarise.js';
