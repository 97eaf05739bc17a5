import type { Catalog, SearchPlan, Watched } from '@neurite/contract';
import { ownOf, type Side } from '../search/cube.js';
import { type Searched, trialsOf } from '../search/searched.js';
import { lineChart, type LineChart } from './line-chart.js';
import { extentOf } from './scale.js';
import { scatterChart } from './scatter-chart.js';
import { formatNumber, formatPercent, shortPercent } from './words.js';

type Size = Pick<LineChart, 'width' | 'height'>;

/** Whether a number of a search is a part of a whole. */
const isFraction = ({ recipe }: SearchPlan, monitor: string, catalog: Catalog): boolean => {
  const name = monitor.slice(monitor.indexOf('.') + 1);
  const metric = recipe.metrics.find((term) => term.name === name);
  return metric !== undefined && catalog.get('metric', metric.use.name)?.unit === 'fraction';
};

/** How a number of a search is written. */
export const formatOf =
  (plan: SearchPlan, monitor: string, catalog: Catalog) =>
  (value: number): string =>
    isFraction(plan, monitor, catalog) ? formatPercent(value) : formatNumber(value);

/** What a search is looked at by: its objective, or the last number that it reports. */
export const shownOf = ({ objective, report }: SearchPlan): Watched => objective ?? report.at(-1)!;

const widened = (low: number, high: number, most: number): readonly [number, number] => {
  const air = (high - low) * 0.08 || Math.abs(high) * 0.1 || 0.5;
  return [low >= 0 ? Math.max(0, low - air) : low - air, Math.min(most, high + air)];
};

/** Of values that explode only the better three quarters decide the range: the others would squeeze them. */
const rangeOf = (values: readonly number[], better: Watched['better'], most: number) => {
  const finite = values.filter(Number.isFinite).sort((a, b) => (better === 'higher' ? b - a : a - b));
  const [low, high] = extentOf(finite.slice(0, Math.max(2, Math.ceil(finite.length * 0.75))));
  return widened(low, high, most);
};

/** The charts of a search, each an SVG group: the best so far, then every setting. */
export const searchCharts = (
  plan: SearchPlan,
  searched: Searched,
  sides: readonly Side[],
  catalog: Catalog,
  size: Size,
): readonly string[] => {
  const { monitor, better } = shownOf(plan);
  const fraction = isFraction(plan, monitor, catalog);
  const format = fraction ? shortPercent : formatNumber;
  const most = fraction ? 1 : Infinity;
  const trials = trialsOf(searched.records);
  const valueOf = (scores: Readonly<Record<string, number>>): number => scores[monitor] ?? NaN;
  const range = rangeOf(
    trials.map(({ scores }) => valueOf(scores)),
    better,
    most,
  );
  const bySetting = sides
    .filter(({ axes }) => axes.length === 1)
    .map((side) => {
      const axis = side.axes[0]!;
      const placeOf = (at: number): number =>
        axis.kind === 'range' ? at : axis.size === 1 ? 0.5 : at / (axis.size - 1);
      const ticks =
        axis.kind === 'range'
          ? [0, 0.25, 0.5, 0.75, 1]
          : Array.from({ length: axis.size }, (_, index) => index).filter(
              (index) => index % Math.ceil(axis.size / 8) === 0,
            );
      return scatterChart({
        title: `${monitor} by ${side.setting.target}`,
        marks: ticks.map((at) => [placeOf(at), side.definition.sample([at], side.space)]),
        points: trials.map((record) => ({
          at: placeOf(ownOf(side, record.at)[0]!),
          value: valueOf(record.scores),
          best: record.trial === searched.best?.trial,
        })),
        range,
        format,
        ...size,
      });
    });
  return [
    ...(plan.objective === undefined ? [] : [bestSoFar(searched, monitor, better, format, size, most)]),
    ...bySetting,
  ];
};

const bestSoFar = (
  { records }: Searched,
  monitor: string,
  better: Watched['better'],
  format: (value: number) => string,
  size: Size,
  most: number,
): string => {
  let best: number | undefined;
  const points = trialsOf(records).flatMap(({ trial, scores }) => {
    const value = scores[monitor] ?? NaN;
    if (Number.isFinite(value) && (best === undefined || (better === 'higher' ? value > best : value < best)))
      best = value;
    return best === undefined ? [] : [[trial, best] as const];
  });
  return lineChart({
    title: `best ${monitor} so far`,
    xLabel: 'trial',
    series: [{ name: 'best so far', colour: '#059669', points }],
    format,
    ...(most === Infinity ? {} : { most }),
    ...size,
  });
};
