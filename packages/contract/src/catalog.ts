import type { AugmentationDefinition } from './definitions/augmentation.js';
import type { Exceptions, Kind } from './definitions/common.js';
import type { SourceDefinition, TransformDefinition } from './definitions/data.js';
import type { InitializerDefinition } from './definitions/initializer.js';
import type { AnyLayer } from './definitions/layer.js';
import type { LossDefinition } from './definitions/loss.js';
import type { MetricDefinition } from './definitions/metric.js';
import type { OptimizerDefinition, ScheduleDefinition } from './definitions/optimizer.js';
import type { PretrainingDefinition } from './definitions/pretraining.js';
import type { ConstraintDefinition, RegularizerDefinition } from './definitions/regularizer.js';
import type {
  CombinationDefinition,
  DistributionDefinition,
  StrategyDefinition,
} from './definitions/search.js';

/** The definition of each kind, as a catalog hands it out. */
export interface DefinitionOf {
  readonly layer: LayerDefinitionInCatalog;
  readonly initializer: InitializerDefinition;
  readonly regularizer: RegularizerDefinition;
  readonly constraint: ConstraintDefinition;
  readonly loss: LossDefinition;
  readonly metric: MetricDefinition;
  readonly optimizer: OptimizerDefinition;
  readonly schedule: ScheduleDefinition;
  readonly source: SourceDefinition;
  readonly transform: TransformDefinition;
  readonly augmentation: AugmentationDefinition;
  readonly pretraining: PretrainingDefinition;
  readonly distribution: DistributionDefinition;
  readonly strategy: StrategyDefinition;
  readonly combination: CombinationDefinition;
}
type LayerDefinitionInCatalog = import('./definitions/layer.js').LayerDefinition;

/** Any definition, as plugin packages export them. */
export type AnyDefinition =
  | AnyLayer
  | {
      readonly kind: Exclude<Kind, 'layer'>;
      readonly name: string;
      readonly version: number;
      readonly summary: string;
      readonly exceptions?: Exceptions;
    };

/** A frozen lookup of definitions by kind and name. */
export interface Catalog {
  get<K extends Kind>(kind: K, name: string): DefinitionOf[K] | undefined;
  /** The names of a kind, sorted. */
  names(kind: Kind): readonly string[];
  readonly definitions: readonly DefinitionOf[Kind][];
}

/**
 * Makes a catalog. There is no global registry: whoever compiles passes the catalog that names are looked up in.
 * @throws Error where two definitions of one kind share a name: a mistake of whoever puts the catalog together.
 */
export const createCatalog = (definitions: readonly AnyDefinition[]): Catalog => {
  const byKind = new Map<Kind, Map<string, DefinitionOf[Kind]>>();
  for (const definition of definitions) {
    const names = byKind.get(definition.kind) ?? new Map<string, DefinitionOf[Kind]>();
    byKind.set(definition.kind, names);
    if (names.has(definition.name))
      throw new Error(`Two definitions of ${definition.kind} "${definition.name}".`);
    // Concrete definitions have narrower argument types than the general ones; the compiler checks options before any is called.
    names.set(definition.name, definition as unknown as DefinitionOf[Kind]);
  }
  return Object.freeze({
    get: <K extends Kind>(kind: K, name: string) =>
      byKind.get(kind)?.get(name) as DefinitionOf[K] | undefined,
    names: (kind: Kind) => [...(byKind.get(kind)?.keys() ?? [])].sort(),
    definitions: Object.freeze(
      definitions.map((definition) => byKind.get(definition.kind)!.get(definition.name)!),
    ),
  });
};
