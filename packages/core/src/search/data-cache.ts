import type { Recipe } from '@neurite/contract';
import { fingerprintOf } from '../checkpoint/fingerprint.js';
import type { Dataset } from '../data/dataset.js';
import { openData, type DataRequest } from '../data/open-data.js';

/** Opens the data of a recipe, or gives it again; undefined where it cannot be opened, which training says better. */
export type DataCache = (recipe: Recipe) => Promise<Dataset | undefined>;

/** Remembers the last data that was opened: most trials of a search read the same. */
export const createDataCache = (request: Pick<DataRequest, 'catalog' | 'world'>): DataCache => {
  let last: { readonly key: string; readonly data: Dataset } | undefined;
  return async ({ data: plan, graph }) => {
    const inputs = graph.inputs.map(({ name, value, limit }) => ({ name, type: graph.values[value], limit }));
    // Losses say how many classes there are.
    const losses = graph.nodes.filter(({ use }) => use.kind === 'loss').map(({ use }) => use);
    const key = await fingerprintOf({ plan, inputs, losses });
    if (last?.key === key) return last.data;
    const opened = await openData({ ...request, plan, graph });
    if (opened.ok) last = { key, data: opened.value };
    return opened.ok ? opened.value : undefined;
  };
};
