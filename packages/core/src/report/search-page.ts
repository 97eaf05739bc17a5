import type { Catalog, SearchPlan } from '@neurite/contract';
import type { Side } from '../search/cube.js';
import { type Searched, trialsOf } from '../search/searched.js';
import { card, cells, page } from './page.js';
import { formatOf, searchCharts, shownOf } from './search-charts.js';
import { groupsOf } from './search-groups.js';
import { escapeText, formatSeconds } from './words.js';

const chart = { width: 560, height: 320 } as const;

/** Trials that came to something, the best first; then the others. */
const sortedTrials = (searched: Searched) =>
  [...trialsOf(searched.records)].sort((a, b) => a.cost - b.cost || a.trial - b.trial);

const trialTable = (plan: SearchPlan, searched: Searched, catalog: Catalog): string => {
  const names = plan.report.map(({ monitor }) => monitor);
  const head = ['trial', ...plan.settings.map(({ target }) => target), ...names, 'ended', 'time'];
  const rows = sortedTrials(searched).map((record) => {
    const scores = names.map((name) => {
      const score = record.scores[name];
      return score === undefined ? '' : formatOf(plan, name, catalog)(score);
    });
    const own = [
      String(record.trial),
      ...plan.settings.map(({ target }) => record.point[target]!),
      ...scores,
      record.reason === 'paused' ? `left out after ${record.epochs} epochs` : record.reason,
      formatSeconds(record.seconds),
    ];
    return `<tr${record.trial === searched.best?.trial ? ' class="kept"' : ''}>${cells('td', own)}</tr>`;
  });
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
};

const spreadTable = (plan: SearchPlan, searched: Searched, catalog: Catalog): string => {
  const row = (
    name: string,
    monitor: string,
    { count, mean, deviation, least, greatest }: Searched['spread'][string],
  ) => {
    const write = formatOf(plan, monitor, catalog);
    return `<tr>${cells('td', [name, String(count), write(mean), write(deviation), write(least), write(greatest)])}</tr>`;
  };
  const { monitor } = shownOf(plan);
  const rows = [
    ...Object.entries(searched.spread).map(([name, spread]) => row(name, name, spread)),
    ...groupsOf(plan, searched, monitor).map(({ target, value, spread }) =>
      row(`${monitor}, ${target} = ${value}`, monitor, spread),
    ),
  ];
  const head = ['', 'trials', 'mean', 'deviation', 'least', 'greatest'];
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
};

/** Of a search for the best, the mean of what was tried says nothing. */
const spreadSection = (plan: SearchPlan, searched: Searched, catalog: Catalog): string =>
  plan.objective === undefined
    ? `<section style="margin-bottom: 16px"><h2>Mean and spread</h2><div class="scroll">${spreadTable(plan, searched, catalog)}</div></section>`
    : '';

/** A page about a search that needs nothing beside itself: the best, charts, mean and spread, all trials. */
export const searchPage = (
  plan: SearchPlan,
  searched: Searched,
  sides: readonly Side[],
  catalog: Catalog,
): string => {
  const { monitor } = shownOf(plan);
  const write = formatOf(plan, monitor, catalog);
  const { best, spread } = searched;
  const mean = spread[monitor];
  const headline =
    best !== undefined
      ? [card(`best ${monitor}`, write(best.scores[monitor]!)), card('of trial', String(best.trial))]
      : mean === undefined
        ? []
        : [card(`mean ${monitor}`, write(mean.mean)), card('standard deviation', write(mean.deviation))];
  const charts = searchCharts(plan, searched, sides, catalog, chart).map(
    (group) =>
      `<section><svg viewBox="0 0 ${chart.width} ${chart.height}" role="img">${group}</svg></section>`,
  );
  const found = searched.findings.map(
    ({ message, help }) => `<p>${escapeText(message)} ${help === undefined ? '' : escapeText(help)}</p>`,
  );
  return page({
    title: plan.name,
    under: `${plan.strategy.name} search of ${plan.recipe.name}`,
    body: `<div class="cards">
${headline.join('\n')}
${card('trials', String(trialsOf(searched.records).length))}
${card('training time', formatSeconds(searched.seconds))}
</div>
${found.length === 0 ? '' : `<section>${found.join('\n')}</section>`}
<div class="charts">
${charts.join('\n')}
</div>
${spreadSection(plan, searched, catalog)}
<section><h2>Trials</h2><div class="scroll">${trialTable(plan, searched, catalog)}</div></section>`,
  });
};
