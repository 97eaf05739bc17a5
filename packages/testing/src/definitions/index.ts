export {
  definitionChecks,
  describeDefinition,
  exceptedChecks,
  type DefinitionOptions,
} from './describe-definition.js';
export type { Check } from './check.js';
export { describeGolden, type Golden, type GoldenCase } from './golden.js';
