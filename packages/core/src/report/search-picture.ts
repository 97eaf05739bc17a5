import type { Catalog, SearchPlan } from '@neurite/contract';
import type { Side } from '../search/cube.js';
import { type Searched, trialsOf } from '../search/searched.js';
import { picture } from './picture.js';
import { formatOf, searchCharts, shownOf } from './search-charts.js';
import { formatSeconds } from './words.js';

const chart = { width: 470, height: 280 } as const;

/** A picture of a search for a README: what came of it, and up to two charts. */
export const searchPicture = (
  plan: SearchPlan,
  searched: Searched,
  sides: readonly Side[],
  catalog: Catalog,
): string => {
  const { monitor } = shownOf(plan);
  const write = formatOf(plan, monitor, catalog);
  const { best, spread, seconds, records } = searched;
  const mean = spread[monitor];
  const outcome =
    best !== undefined
      ? `best ${monitor} ${write(best.scores[monitor]!)}`
      : mean === undefined
        ? monitor
        : `${monitor} ${write(mean.mean)} ± ${write(mean.deviation)}`;
  const charts = searchCharts(plan, searched, sides, catalog, chart).slice(0, 2);
  return picture({
    title: plan.name,
    line: [outcome, `${trialsOf(records).length} trials`, formatSeconds(seconds)].join('  ·  '),
    charts,
    columns: charts.length,
    ...chart,
  });
};
