export type { Compilation, CompileOptions } from '@neurite/compiler';
export type { Diagnostic, Graph, Outcome, Recipe } from '@neurite/contract';
export type {
  Inspection,
  Prediction,
  PredictionInput,
  Storage,
  TrainEvent,
  Trained,
  Training,
  World,
} from '@neurite/core';
export { catalog } from '@neurite/standard/catalog';
export { resolveBackend, type BackendLike } from './backend.js';
export { compile, nn } from './compile.js';
export { inspect } from './inspect.js';
export { load, type Model } from './load.js';
export { NeuriteError } from './neurite-error.js';
export { train } from './train.js';
