import type { SearchPlan } from '@neurite/contract';
import { type Searched, trialsOf } from '../search/searched.js';
import { type Spread, spreadOf } from '../search/statistics.js';

/** What came of the trials that share one value of a setting. */
export interface Group {
  readonly target: string;
  readonly value: string;
  readonly spread: Spread;
}

/** The spread by each value of each setting that was tried more than once: a learning curve over seeds, say. */
export const groupsOf = (plan: SearchPlan, { records }: Searched, monitor: string): readonly Group[] =>
  plan.settings.flatMap(({ target }) => {
    const values = new Map<string, number[]>();
    for (const { point, scores, cost } of trialsOf(records)) {
      const own = values.get(point[target]!) ?? [];
      if (cost < Infinity) own.push(scores[monitor] ?? NaN);
      values.set(point[target]!, own);
    }
    const groups = [...values].flatMap(([value, own]) => {
      const spread = spreadOf(own);
      return spread === undefined ? [] : [{ target, value, spread }];
    });
    return groups.length > 1 && groups.some(({ spread }) => spread.count > 1) ? groups : [];
  });
