import { failure, success, type Backend, type Catalog, type Outcome, type Recipe } from '@neurite/contract';
import type { Dataset, PartName } from '../data/dataset.js';
import { openData } from '../data/open-data.js';
import type { World } from '../data/world.js';
import { report } from '../diagnostics.js';
import { withinMemory } from '../session/out-of-memory.js';
import { openSession } from '../session/session.js';
import { bindWeights, createStore } from '../session/store.js';
import type { Weights } from '../values/weights.js';
import { actsOf } from './acts.js';
import { evaluateTurns } from './context.js';
import type { Scores } from './events.js';
import { trainersOf } from './trainers.js';

/** What is judged, and with what. */
export interface EvaluateOptions {
  readonly catalog: Catalog;
  readonly backend: Backend;
  readonly world: World;
  /** Parameters and statistics by path: those of a run, or of an artifact. */
  readonly weights: Weights;
  /** Default `test`. */
  readonly part?: PartName;
  readonly data?: Dataset;
}

/**
 * Loss and metrics of a recipe on one part of its data, with given weights.
 *
 * @example
 * const scores = await evaluate(recipe, { catalog, backend, world, weights: artifact.weights });
 */
export const evaluate = async (recipe: Recipe, options: EvaluateOptions): Promise<Outcome<Scores>> => {
  const { catalog, backend, world, weights, part: name = 'test' } = options;
  const data =
    options.data === undefined
      ? await openData({ plan: recipe.data, graph: recipe.graph, catalog, world })
      : success(options.data);
  if (!data.ok) return data;
  const part = data.value.parts[name];
  const span = recipe.data.span === undefined ? {} : { span: recipe.data.span };
  if (part === undefined) return failure(report('data-empty', { part: name }, span));
  const missing = recipe.graph.parameters.find(({ path }) => !weights.has(path));
  if (missing !== undefined)
    return failure(
      report('artifact-weights', { path: missing.path, expected: missing.type.dtype, found: 'missing' }),
    );
  const session = await openSession(backend, catalog);
  try {
    const store = createStore(session.device);
    bindWeights(store, recipe.graph.parameters, weights);
    // What a sequence of phases comes to is judged as its last phase is.
    const act = actsOf(recipe).at(-1)!;
    const trainers = trainersOf(act, data.value, store, session);
    return await withinMemory(() => evaluateTurns(act, trainers, part, recipe.metrics, catalog));
  } finally {
    session.close();
  }
};
