import type { Catalog, PretrainRecipe } from '@neurite/contract';
import type { Bindings } from '../record/dimension.js';
import type { Environment } from '../record/run-graph.js';
import type { Mirror } from './mirror.js';

/** A stage while its objective is recorded. */
export interface RecordedStage {
  readonly recipe: PretrainRecipe;
  readonly index: number;
  readonly catalog: Catalog;
  readonly mirror: Mirror;
  readonly bindings: Bindings;
  readonly environment: Environment;
}
