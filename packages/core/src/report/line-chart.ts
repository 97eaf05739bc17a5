import { extentOf, linear, ticksBetween } from './scale.js';
import { escapeText } from './words.js';

type Point = readonly [x: number, y: number];

/** A line of a chart. */
export interface Series {
  /** For the legend; nothing where it is empty. */
  readonly name: string;
  readonly points: readonly Point[];
  readonly colour: string;
  /** A thin, pale line without dots, for what is noisy. */
  readonly faint?: boolean;
  /** Points alone: what lies between them means nothing. */
  readonly loose?: boolean;
}

/** A place on the x axis. */
export interface Mark {
  readonly x: number;
  readonly label: string;
  /** Default green. */
  readonly colour?: string;
}

export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly series: readonly Series[];
  /** Places to point at, such as the kept epoch. */
  readonly marks?: readonly Mark[];
  readonly format: (value: number) => string;
  /** The y axis never shows more than this: a fraction ends at 1. */
  readonly most?: number;
  /** Powers of ten at equal distances on the y axis; what is not positive is left out. */
  readonly logarithmic?: boolean;
  /** How whole numbers of the x axis are written: powers of ten, say. */
  readonly xFormat?: (value: number) => string;
  /** Words in the place of the numbers 0, 1, 2, … of the x axis. */
  readonly categories?: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** Ink of text and lines. Colours are given as attributes, so that the picture looks the same by itself and in a page. */
export const ink = {
  text: '#1f2937',
  quiet: '#6b7280',
  grid: '#e5e7eb',
  axis: '#9ca3af',
  mark: '#059669',
  paper: '#ffffff',
} as const;

const margin = { top: 44, right: 18, bottom: 40, left: 58 } as const;
const font = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"';

const text = (x: number, y: number, words: string, attributes: string): string =>
  `<text x="${x}" y="${y}" ${font} ${attributes}>${escapeText(words)}</text>`;

const round = (value: number): number => Math.round(value * 100) / 100;

/** Lines over a common axis, as an SVG group of the given size. */
export const lineChart = (chart: LineChart): string => {
  const { width, height, categories } = chart;
  const series = chart.logarithmic === true ? chart.series.map(logarithm) : chart.series;
  const format = (tick: number): string => chart.format(chart.logarithmic === true ? 10 ** tick : tick);
  const points = series.flatMap(({ points: own }) => own);
  // Categories have half a place to spare at both ends.
  const [left, right] =
    categories === undefined ? extentOf(points.map(([x]) => x)) : [-0.5, categories.length - 0.5];
  const [low, high] = yRange(series, chart.most, chart.logarithmic);
  const x = linear(left, right, margin.left, width - margin.right);
  const y = linear(low, high, height - margin.bottom, margin.top);
  return [
    '<g>',
    text(margin.left, 22, chart.title, `font-size="15" font-weight="600" fill="${ink.text}"`),
    legend(series, width),
    ...(chart.logarithmic === true ? powersBetween(low, high) : ticksBetween(low, high, 5)).map(
      (tick) =>
        `<line x1="${margin.left}" x2="${width - margin.right}" y1="${round(y(tick))}" y2="${round(y(tick))}" stroke="${ink.grid}"/>` +
        text(
          margin.left - 8,
          round(y(tick)) + 4,
          format(tick),
          `font-size="11" text-anchor="end" fill="${ink.quiet}"`,
        ),
    ),
    `<line x1="${margin.left}" x2="${width - margin.right}" y1="${height - margin.bottom}" y2="${height - margin.bottom}" stroke="${ink.axis}"/>`,
    ...(categories?.map((_, place) => place) ?? ticksBetween(left, right, Math.floor(width / 80)))
      .filter(Number.isInteger)
      .map((tick) =>
        text(
          round(x(tick)),
          height - margin.bottom + 17,
          categories?.[tick] ?? chart.xFormat?.(tick) ?? String(tick),
          `font-size="11" text-anchor="middle" fill="${ink.quiet}"`,
        ),
      ),
    text(
      (margin.left + width - margin.right) / 2,
      height - 6,
      chart.xLabel,
      `font-size="11" text-anchor="middle" fill="${ink.quiet}"`,
    ),
    ...(chart.marks ?? []).map((mark, index) => markAt(mark, index, x, chart)),
    ...series.map((line) => drawSeries(line, x, y, chart)),
    '</g>',
  ].join('\n');
};

/** The range of the lines that are not faint decides, with some air: one wild batch must not squeeze everything else. */
const yRange = (
  series: readonly Series[],
  most = Infinity,
  logarithmic = false,
): readonly [number, number] => {
  const strong = series.filter(
    ({ faint, loose, points }) => faint !== true && (loose === true || points.length > 1),
  );
  const shown = strong.length > 0 ? strong : series;
  const [low, high] = extentOf(shown.flatMap(({ points }) => points.map(([, y]) => y)));
  const air = (high - low) * 0.08 || Math.abs(high) * 0.1 || 0.5;
  if (logarithmic) return [low - air, high + air];
  return [low >= 0 ? Math.max(0, low - air) : low - air, Math.min(most, high + air)];
};

const logarithm = ({ points, ...line }: Series): Series => ({
  ...line,
  points: points.filter(([, y]) => y > 0).map(([x, y]) => [x, Math.log10(y)] as const),
});

/** Whole powers of ten, or every few of them; parts of one where the range holds less than two. */
const powersBetween = (low: number, high: number): readonly number[] => {
  const powers = ticksBetween(low, high, 5).filter(Number.isInteger);
  return powers.length > 1 ? powers : ticksBetween(low, high, 4);
};

const legend = (series: readonly Series[], width: number): string => {
  let right = width - margin.right;
  const entries: string[] = [];
  for (const { name, colour, faint } of series.filter((line) => line.name !== '').reverse()) {
    right -= name.length * 6.4;
    entries.push(text(right, 21, name, `font-size="12" fill="${ink.quiet}"`));
    right -= 22;
    entries.push(
      `<line x1="${right}" x2="${right + 16}" y1="17" y2="17" stroke="${colour}" stroke-width="${faint === true ? 1.5 : 2.5}" stroke-opacity="${faint === true ? 0.45 : 1}" stroke-linecap="round"/>`,
    );
    right -= 14;
  }
  return entries.join('');
};

/** A dashed line with its label beside it, each label below the one before; where the left has no room, to the right of the line. */
const markAt = (
  { x: at, label, colour = ink.mark }: Mark,
  index: number,
  x: (value: number) => number,
  { width, height }: Pick<LineChart, 'width' | 'height'>,
): string => {
  const place = round(x(at));
  const isLeft = place > margin.left + (width - margin.left - margin.right) / 3;
  return (
    `<line x1="${place}" x2="${place}" y1="${margin.top - 4}" y2="${height - margin.bottom}" stroke="${colour}" stroke-dasharray="3 3"/>` +
    text(
      isLeft ? place - 5 : place + 5,
      margin.top + 4 + 15 * index,
      label,
      `font-size="11" text-anchor="${isLeft ? 'end' : 'start'}" fill="${colour}"`,
    )
  );
};

const drawSeries = (
  { points, colour, faint, loose }: Series,
  x: (value: number) => number,
  y: (value: number) => number,
  { width, height }: LineChart,
): string => {
  const places = points
    .filter(([, value]) => Number.isFinite(value))
    .map(([at, value]) => [round(x(at)), round(y(value))] as const);
  if (places.length === 0) return '';
  if (loose === true) return places.map(([px, py]) => dot(px, py, colour)).join('');
  const path = places.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${px} ${py}`).join('');
  const style = faint === true ? 'stroke-width="1" stroke-opacity="0.35"' : 'stroke-width="2.25"';
  const line = `<path d="${path}" fill="none" stroke="${colour}" ${style} stroke-linejoin="round" stroke-linecap="round"/>`;
  // Only what is faint may leave the range of the axis; an inner picture cuts it off.
  if (faint === true) return `<svg ${frame(width, height)}>${line}</svg>`;
  // Few points: each is an epoch that somebody may want to read off.
  const dots = places.length > 40 ? [] : places.map(([px, py]) => dot(px, py, colour));
  return line + dots.join('');
};

const dot = (x: number, y: number, colour: string): string =>
  `<circle cx="${x}" cy="${y}" r="3" fill="${ink.paper}" stroke="${colour}" stroke-width="2"/>`;

/** The area of the lines, in coordinates of the whole chart. */
const frame = (width: number, height: number): string => {
  const inner = [
    margin.left,
    margin.top,
    width - margin.left - margin.right,
    height - margin.top - margin.bottom,
  ];
  const [x, y, w, h] = inner;
  return `x="${x}" y="${y}" width="${w}" height="${h}" viewBox="${inner.join(' ')}"`;
};
