import type { Catalog, EnsemblePlan } from '@neurite/contract';
import type { Ensemble } from '../ensemble/ensemble.js';
import type { JudgedParts } from '../ensemble/events.js';
import type { Scores } from '../train/events.js';
import { card, cells, page } from './page.js';
import { picture } from './picture.js';
import { extentOf } from './scale.js';
import { scatterChart } from './scatter-chart.js';
import { formatNumber, formatPercent, formatSeconds } from './words.js';

/** The part that is shown: the test part, or else what the members were judged by. */
const partOf = ({ scores }: Ensemble): 'test' | 'validation' =>
  scores.test === undefined ? 'validation' : 'test';

const writerOf = ({ recipe }: EnsemblePlan, catalog: Catalog) => {
  const fractions = new Set(
    recipe.metrics
      .filter(({ use }) => catalog.get('metric', use.name)?.unit === 'fraction')
      .map(({ name }) => name),
  );
  return (name: string, value: number): string =>
    fractions.has(name) ? formatPercent(value) : formatNumber(value);
};

/** A point for each member, and the ensemble beside them; of each number one chart. */
const chartsOf = (
  plan: EnsemblePlan,
  ensemble: Ensemble,
  catalog: Catalog,
  size: { readonly width: number; readonly height: number },
): readonly string[] => {
  const part = partOf(ensemble);
  const write = writerOf(plan, catalog);
  const all: readonly (Scores | undefined)[] = [
    ...ensemble.members.map(({ scores }) => scores[part]),
    ensemble.scores[part],
  ];
  const names = Object.keys(ensemble.scores[part] ?? {}).filter((name) => !name.includes('/'));
  const placeOf = (index: number): number => index / (all.length - 1);
  // On a page of five members each has its number below it, of fifty every tenth.
  const every = Math.ceil(plan.members / 10);
  return names.map((name) => {
    const values = all.map((scores) => scores?.[name] ?? NaN);
    const [low, high] = extentOf(values);
    const air = (high - low) * 0.08 || Math.abs(high) * 0.1 || 0.5;
    return scatterChart({
      title: `${part} ${name} by member`,
      marks: values.flatMap((_, index) =>
        index === plan.members
          ? [[1, 'all'] as const]
          : index % every === 0
            ? [[placeOf(index), String(index + 1)] as const]
            : [],
      ),
      points: values.map((value, index) => ({ at: placeOf(index), value, best: index === plan.members })),
      range: [low - air, high + air],
      format: (value) => write(name, value),
      ...size,
    });
  });
};

const rowOf = (
  name: string,
  scores: JudgedParts,
  heads: readonly (readonly [string, string])[],
  write: ReturnType<typeof writerOf>,
): string =>
  cells('td', [
    name,
    ...heads.map(([part, score]) => {
      const value = scores[part as keyof JudgedParts]?.[score];
      return value === undefined ? '' : write(score, value);
    }),
  ]);

/** A page about an ensemble that needs nothing beside itself: members, the whole, and how far they are apart. */
export const ensemblePage = (plan: EnsemblePlan, ensemble: Ensemble, catalog: Catalog): string => {
  const chart = { width: 560, height: 320 } as const;
  const write = writerOf(plan, catalog);
  const heads = (['validation', 'test'] as const).flatMap((part) =>
    Object.keys(ensemble.scores[part] ?? {}).map((score) => [part, score] as const),
  );
  const part = partOf(ensemble);
  const headline = Object.entries(ensemble.scores[part] ?? {}).map(([name, value]) =>
    card(`${part} ${name}`, write(name, value)),
  );
  const apart = Object.entries(ensemble.disagreement).map(([name, value]) =>
    card(`disagreement on ${name}`, formatNumber(value)),
  );
  const rows = [
    ...ensemble.members.map(
      ({ member, scores }) => `<tr>${rowOf(`member ${member}`, scores, heads, write)}</tr>`,
    ),
    `<tr class="kept">${rowOf('ensemble', ensemble.scores, heads, write)}</tr>`,
  ];
  const charts = chartsOf(plan, ensemble, catalog, chart).map(
    (group) =>
      `<section><svg viewBox="0 0 ${chart.width} ${chart.height}" role="img">${group}</svg></section>`,
  );
  return page({
    title: plan.name,
    under: `${plan.combination.name} of ${plan.members} trainings of ${plan.recipe.name}, which differ by ${plan.vary.join(' and ')}`,
    body: `<div class="cards">
${[...headline.reverse(), ...apart].join('\n')}
${card('training time', formatSeconds(ensemble.seconds))}
</div>
<div class="charts">
${charts.join('\n')}
</div>
<section><h2>Members</h2><div class="scroll"><table><thead><tr>${cells('th', ['', ...heads.map((words) => words.join(' '))])}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div></section>`,
  });
};

/** A picture of an ensemble for a README. */
export const ensemblePicture = (plan: EnsemblePlan, ensemble: Ensemble, catalog: Catalog): string => {
  const chart = { width: 470, height: 280 } as const;
  const write = writerOf(plan, catalog);
  const part = partOf(ensemble);
  const charts = chartsOf(plan, ensemble, catalog, chart).slice(0, 2);
  const scores = Object.entries(ensemble.scores[part] ?? {})
    .filter(([name]) => !name.includes('/'))
    .map(([name, value]) => `${part} ${name} ${write(name, value)}`);
  return picture({
    title: plan.name,
    line: [...scores.reverse(), `${plan.members} members`, formatSeconds(ensemble.seconds)].join('  ·  '),
    charts,
    columns: Math.max(1, charts.length),
    ...chart,
  });
};
