import { ink } from './line-chart.js';
import { linear, ticksBetween } from './scale.js';
import { escapeText } from './words.js';

/** Points over an axis of texts: what came of the values of one setting. */
export interface ScatterChart {
  readonly title: string;
  /** Texts below the axis, at places from 0 to 1. */
  readonly marks: readonly (readonly [at: number, text: string])[];
  /** Places from 0 to 1; the best point is drawn above the others, and one beyond the range hollow, at its edge. */
  readonly points: readonly { readonly at: number; readonly value: number; readonly best?: boolean }[];
  readonly range: readonly [low: number, high: number];
  readonly format: (value: number) => string;
  readonly width: number;
  readonly height: number;
}

const margin = { top: 44, right: 24, bottom: 34, left: 62 } as const;
const font = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"';
const colour = '#2563eb';

const text = (x: number, y: number, words: string, attributes: string): string =>
  `<text x="${x}" y="${y}" ${font} ${attributes}>${escapeText(words)}</text>`;

const round = (value: number): number => Math.round(value * 100) / 100;

/** Points over one setting, as an SVG group of the given size. */
export const scatterChart = ({
  title,
  marks,
  points,
  range: [low, high],
  format,
  width,
  height,
}: ScatterChart): string => {
  const x = linear(0, 1, margin.left, width - margin.right);
  const y = linear(low, high, height - margin.bottom, margin.top);
  const bottom = height - margin.bottom;
  const sorted = [...points].sort((a, b) => Number(a.best === true) - Number(b.best === true));
  return [
    '<g>',
    text(margin.left, 22, title, `font-size="15" font-weight="600" fill="${ink.text}"`),
    ...ticksBetween(low, high, 5).flatMap((tick) => [
      `<line x1="${margin.left}" x2="${width - margin.right}" y1="${round(y(tick))}" y2="${round(y(tick))}" stroke="${ink.grid}"/>`,
      text(
        margin.left - 8,
        round(y(tick)) + 4,
        format(tick),
        `font-size="11" text-anchor="end" fill="${ink.quiet}"`,
      ),
    ]),
    `<line x1="${margin.left}" x2="${width - margin.right}" y1="${bottom}" y2="${bottom}" stroke="${ink.axis}"/>`,
    ...marks.map(([at, words]) =>
      text(round(x(at)), bottom + 18, words, `font-size="11" text-anchor="middle" fill="${ink.quiet}"`),
    ),
    ...sorted
      .filter(({ value }) => Number.isFinite(value))
      .map(({ at, value, best }) =>
        best === true
          ? `<circle cx="${round(x(at))}" cy="${round(y(value))}" r="6" fill="${ink.mark}"/>`
          : value < low || value > high
            ? `<circle cx="${round(x(at))}" cy="${round(y(Math.min(high, Math.max(low, value))))}" r="4" fill="none" stroke="${colour}" stroke-opacity="0.55"/>`
            : `<circle cx="${round(x(at))}" cy="${round(y(value))}" r="4" fill="${colour}" fill-opacity="0.55"/>`,
      ),
    '</g>',
  ].join('\n');
};
