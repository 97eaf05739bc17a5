export type { Compilation, CompileOptions } from '@neurite/compiler';
export type { Diagnostic, Graph, Outcome, Recipe } from '@neurite/contract';
export { memoryStorage } from '@neurite/core';
export type {
  Artifact,
  Check,
  EnsembleEvent,
  EnsembleTraining,
  Examination,
  Inspection,
  Prediction,
  PredictionInput,
  RateRange,
  SearchEvent,
  Searching,
  Storage,
  TrainEvent,
  Trained,
  Training,
  Verdict,
  World,
} from '@neurite/core';
export { catalog } from '@neurite/standard/catalog';
export { catalogOf } from './catalog-of.js';
export { resolveBackend, type BackendLike } from './backend.js';
export { compile, nn, type TypedCompilation } from './compile.js';
export { doctor } from './doctor.js';
export { inspect } from './inspect.js';
export { artifactOf, save } from './keep.js';
export { load } from './load.js';
export type {
  Inputs,
  ModelTypes,
  Outputs,
  TensorInput,
  TensorOutput,
  TensorSignature,
} from './model-types.js';
export { type Model } from './model.js';
export { NeuriteError } from './neurite-error.js';
export { open } from './open.js';
export { search, trainEnsemble } from './search.js';
export { train } from './train.js';
