import type { Catalog, Graph, GraphParameter, HostTensor } from '@neurite/contract';
import { hostRandom, resolveDimension, resolveType, type Bindings } from '@neurite/program';
import type { Weights } from './weights.js';

/** What initial values depend on. */
export interface InitializeOptions {
  readonly seed: number;
  readonly bindings: Bindings;
  /** Values that come from elsewhere, and that parameters which start from others start from. */
  readonly given?: Weights;
}

/**
 * Initial values of everything that a graph owns and that is not fitted on data. Each parameter draws from a stream of its own,
 * keyed by the seed and its path: adding a layer does not change the others.
 */
export const initializeWeights = (
  graph: Graph,
  catalog: Catalog,
  { seed, bindings, given = new Map() }: InitializeOptions,
): Weights => {
  const own = graph.parameters.filter(({ fitted }) => fitted === undefined);
  const known = new Map<string, HostTensor>();
  // Those that start from others come after them; a chain is not possible, since only parameters have values to start from.
  const order = [...own.filter(({ of }) => of === undefined), ...own.filter(({ of }) => of !== undefined)];
  for (const parameter of order) {
    const of = parameter.of === undefined ? undefined : (given.get(parameter.of) ?? known.get(parameter.of));
    known.set(parameter.path, initialize(parameter, catalog, seed, bindings, of));
  }
  return new Map(own.map(({ path }) => [path, known.get(path)!]));
};

const initialize = (
  parameter: GraphParameter,
  catalog: Catalog,
  seed: number,
  bindings: Bindings,
  of: HostTensor | undefined,
): HostTensor => {
  const { initializer, path, type } = parameter;
  const definition = catalog.get('initializer', initializer.name);
  if (definition === undefined)
    throw new Error(
      `The catalog has no initializer "${initializer.name}": the compiler should have said so.`,
    );
  const { dtype, shape } = resolveType(type, bindings);
  const values = definition.initialize(
    {
      shape,
      fanIn: resolveDimension(parameter.fanIn, bindings),
      fanOut: resolveDimension(parameter.fanOut, bindings),
      ...(of === undefined ? {} : { of }),
    },
    { options: initializer.options as never, random: hostRandom(seed, path) },
  );
  return { dtype, shape, data: dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values) };
};
