export * from './tensors/index.js';
export {
  failures,
  runOn,
  type CaseResult,
  type Exception,
  type ProgramCase,
  type RunOptions,
} from './run/index.js';
export {
  definitionChecks,
  exceptedChecks,
  describeDefinition,
  describeGolden,
  type Check,
  type DefinitionOptions,
  type Golden,
  type GoldenCase,
} from './definitions/index.js';
