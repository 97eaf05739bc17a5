import type { RatePoint, RateRange } from '../doctor/read-range.js';
import { lineChart, type Mark, type Series } from './line-chart.js';
import { picture } from './picture.js';
import { extentOf } from './scale.js';
import { formatNumber } from './words.js';

const chart = { width: 700, height: 360 } as const;
const colours = { loss: '#2563eb', own: '#7c3aed', diverged: '#dc2626' } as const;

const power = (exponent: number): string => {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  return `10${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((digit) => digits[Number(digit)]).join('')}`;
};

/** A curve up to where it leaves the picture: where the loss explodes, it says nothing but that. */
const shown = (points: readonly RatePoint[], ceiling: number): Series['points'] => {
  const end = points.findIndex(([, loss]) => !(loss <= ceiling));
  return points.slice(0, end < 0 ? undefined : end).map(([rate, loss]) => [Math.log10(rate), loss]);
};

/** The loss over learning rates that rise geometrically, with the recipe's rate and the one that is suggested. */
export const ratesPicture = (recipe: string, rate: number, range: RateRange): string => {
  const { points, smoothed, suggested, diverged } = range;
  const [least, first] = [extentOf(smoothed.map(([, loss]) => loss))[0], smoothed[0]?.[1] ?? NaN];
  const ceiling = first + Math.max(first - least, Math.abs(first) * 0.2) * 0.6;
  const [low, high] = extentOf(points.map(([at]) => Math.log10(at)));
  const marks: readonly Mark[] = [
    ...(suggested === undefined ? [] : [{ x: suggested, label: `suggested ${formatNumber(suggested)}` }]),
    { x: rate, label: `the recipe’s ${formatNumber(rate)}`, colour: colours.own },
    ...(diverged === undefined
      ? []
      : [{ x: diverged, label: `explodes at ${formatNumber(diverged)}`, colour: colours.diverged }]),
  ].map((mark) => ({ ...mark, x: Math.log10(mark.x) }));
  const line =
    suggested === undefined
      ? 'the loss falls at no rate that was tried'
      : `suggested ${formatNumber(suggested)}  ·  the recipe has ${formatNumber(rate)}`;
  return picture({
    title: `${recipe}: range of learning rates`,
    line,
    columns: 1,
    charts: [
      lineChart({
        title: 'loss after a step',
        xLabel: 'learning rate, rising from batch to batch',
        series: [
          { name: 'batches', colour: colours.loss, faint: true, points: shown(points, Infinity) },
          { name: 'smoothed', colour: colours.loss, points: shown(smoothed, ceiling) },
        ],
        // What lies outside of what was tried has no place in the picture.
        marks: marks.filter(({ x }) => x >= low && x <= high),
        format: formatNumber,
        xFormat: power,
        ...chart,
      }),
    ],
    ...chart,
  });
};
