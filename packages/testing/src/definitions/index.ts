export { definitionChecks, describeDefinition, type DefinitionOptions } from './describe-definition.js';
export type { Check } from './check.js';
