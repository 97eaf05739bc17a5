import { createArtifact, digestWeights, initializeWeights, openPredictor } from '@neurite/core';
import { resolveBackend, type BackendLike } from './backend.js';
import { catalogOf } from './catalog-of.js';
import type { TypedCompilation } from './compile.js';
import { modelOn, type Model } from './model.js';
import type { ModelTypes } from './model-types.js';
import { valueOf } from './neurite-error.js';

interface Options {
  /** Which model, where the text has several. */
  readonly model?: string;
  /** Of the weights. */
  readonly seed?: number;
  /** The sizes of dimensions that have a name. */
  readonly sizes?: Readonly<Record<string, number>>;
  readonly backend?: BackendLike;
}

/**
 * Puts a model of a compiled text on a device, with the weights that training would begin with.
 *
 * @throws NeuriteError where the text has several models and none is named.
 * @example
 * const xor = nn<Xor>`model Xor { input point: [2]  output score = point -> dense(8) -> tanh -> dense(1) }`;
 * const { score } = await (await open(xor)).predict({ point: [0, 1] });
 */
export const open = async <T extends ModelTypes = ModelTypes>(
  compilation: TypedCompilation<T>,
  { model, seed = 0, sizes: bindings = {}, backend }: Options = {},
): Promise<Model<T>> => {
  const graph = valueOf(compilation.graph(model));
  const catalog = await catalogOf(compilation);
  const weights = initializeWeights(graph, catalog, { seed, bindings });
  const artifact = createArtifact(graph, catalog, {
    weights,
    digest: await digestWeights(weights),
    classes: {},
    bindings,
    backend: 'none: initial weights',
  });
  return modelOn(valueOf(await openPredictor(artifact, await resolveBackend(backend), { seed })));
};
