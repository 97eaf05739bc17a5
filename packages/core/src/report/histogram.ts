import { ink } from './line-chart.js';
import { escapeText } from './words.js';

export interface Histogram {
  readonly title: string;
  /** In parts of equal width, from left to right. */
  readonly counts: readonly number[];
  /** What stands under the left and the right end. */
  readonly ends: readonly [string, string];
  readonly colour: string;
  readonly width: number;
  readonly height: number;
}

const margin = { top: 20, side: 6, bottom: 18 } as const;
const font = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"';
const round = (value: number): number => Math.round(value * 100) / 100;

/** How many values lie where, as a small SVG group; the highest bar fills the height. */
export const histogramChart = ({ title, counts, ends, colour, width, height }: Histogram): string => {
  const most = Math.max(1, ...counts);
  const step = (width - 2 * margin.side) / counts.length;
  const bottom = height - margin.bottom;
  const bars = counts.map((count, index) => {
    const tall = (count / most) * (bottom - margin.top);
    return count === 0
      ? ''
      : `<rect x="${round(margin.side + index * step)}" y="${round(bottom - tall)}" width="${round(step * 0.92)}" height="${round(tall)}" fill="${colour}"/>`;
  });
  const words = (x: number, y: number, anchor: string, size: number, fill: string, text: string): string =>
    `<text x="${x}" y="${y}" ${font} font-size="${size}" text-anchor="${anchor}" fill="${fill}">${escapeText(text)}</text>`;
  return [
    '<g>',
    words(width / 2, 13, 'middle', 11, ink.text, title),
    ...bars.filter((bar) => bar !== ''),
    `<line x1="${margin.side}" x2="${width - margin.side}" y1="${bottom}" y2="${bottom}" stroke="${ink.axis}"/>`,
    words(margin.side, height - 5, 'start', 10, ink.quiet, ends[0]),
    words(width - margin.side, height - 5, 'end', 10, ink.quiet, ends[1]),
    '</g>',
  ].join('\n');
};
