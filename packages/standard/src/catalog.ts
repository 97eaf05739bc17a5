import * as activations from '@neurite/activations/definitions';
import { type AnyDefinition, type Catalog, createCatalog } from '@neurite/contract';
import * as data from '@neurite/data/definitions';
import * as initializers from '@neurite/initializers/definitions';
import * as layers from '@neurite/layers/definitions';
import * as losses from '@neurite/losses/definitions';
import * as metrics from '@neurite/metrics/definitions';
import * as normalizers from '@neurite/normalizers/definitions';
import * as optimizers from '@neurite/optimizers/definitions';
import * as pretraining from '@neurite/pretraining/definitions';
import * as regularizers from '@neurite/regularizers/definitions';
import * as search from '@neurite/search/definitions';

const packages: readonly Readonly<Record<string, AnyDefinition>>[] = [
  layers,
  activations,
  initializers,
  normalizers,
  regularizers,
  losses,
  metrics,
  optimizers,
  data,
  pretraining,
  search,
];

/** Every plugin of the packages that Neurite comes with. */
export const catalog: Catalog = createCatalog(packages.flatMap((definitions) => Object.values(definitions)));
