import type { Outcome, Recipe } from '@neurite/contract';
import type { Dataset } from '../data/dataset.js';
import type { Session } from '../session/session.js';
import { calibrateWeights } from './calibrate.js';
import { fitStatistics } from './fit.js';
import { initializeWeights } from './initialize.js';
import type { Weights } from './weights.js';

/** Initial weights and what was fitted on the data; over them those that come from elsewhere, of which later ones count. */
export const startWeights = async (
  recipe: Pick<Recipe, 'graph' | 'seed' | 'batch'>,
  data: Dataset,
  session: Session,
  elsewhere: readonly Weights[] = [],
): Promise<Outcome<Weights>> => {
  const { graph, seed, batch } = recipe;
  const fitted = await fitStatistics(graph, data, session);
  if (!fitted.ok) return fitted;
  const own = new Set(graph.parameters.map(({ path }) => path));
  const given = new Map(elsewhere.flatMap((weights) => [...weights].filter(([path]) => own.has(path))));
  const initial = initializeWeights(graph, session.catalog, { seed, bindings: data.bindings, given });
  const weights = new Map([...initial, ...fitted.value, ...given]);
  return calibrateWeights(graph, weights, { data, batch, session, given: new Set(given.keys()) });
};
