import { ink } from './line-chart.js';
import { escapeText } from './words.js';

/** An SVG file with a heading over charts of one size, row by row. */
export interface Picture {
  readonly title: string;
  readonly line: string;
  readonly charts: readonly string[];
  readonly columns: number;
  /** Of each chart. */
  readonly width: number;
  readonly height: number;
}

const head = 64;

export const picture = ({ title, line, charts, columns, ...chart }: Picture): string => {
  const width = columns * chart.width + 20;
  const height = head + Math.ceil(charts.length / columns) * chart.height + 12;
  const font = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeText(`${title}: ${line}`)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${ink.paper}" stroke="${ink.grid}"/>`,
    `<text x="24" y="32" ${font} font-size="18" font-weight="700" fill="${ink.text}">${escapeText(title)}</text>`,
    `<text x="24" y="53" ${font} font-size="13" fill="${ink.quiet}">${escapeText(line)}</text>`,
    ...charts.map((group, index) => {
      const [row, column] = [Math.floor(index / columns), index % columns];
      return `<g transform="translate(${10 + column * chart.width} ${head + row * chart.height})">${group}</g>`;
    }),
    '</svg>',
    '',
  ].join('\n');
};
