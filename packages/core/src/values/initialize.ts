import type { Catalog, Graph, GraphParameter, HostTensor } from '@neurite/contract';
import { hostRandom, resolveDimension, resolveType, type Bindings } from '@neurite/program';
import type { Weights } from './weights.js';

/** What initial values depend on. */
export interface InitializeOptions {
  readonly seed: number;
  readonly bindings: Bindings;
}

/**
 * Initial values of everything that a graph owns and that is not fitted on data. Each parameter draws from a stream of its own,
 * keyed by the seed and its path: adding a layer does not change the others.
 */
export const initializeWeights = (
  graph: Graph,
  catalog: Catalog,
  { seed, bindings }: InitializeOptions,
): Weights =>
  new Map(
    graph.parameters
      .filter(({ fitted }) => fitted === undefined)
      .map((parameter) => [parameter.path, initialize(parameter, catalog, seed, bindings)]),
  );

const initialize = (
  parameter: GraphParameter,
  catalog: Catalog,
  seed: number,
  bindings: Bindings,
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
    },
    { options: initializer.options as never, random: hostRandom(seed, path) },
  );
  return { dtype, shape, data: dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values) };
};
