import { runCharts } from './charts.js';
import { ink } from './line-chart.js';
import { formatScore, type RunSummary } from './summary.js';
import { escapeText, formatSeconds } from './words.js';

const chart = { width: 470, height: 280 } as const;
const head = 64;

/** A picture of a run for a README: what it was, what came of it, and up to two charts. */
export const runPicture = (run: RunSummary): string => {
  const charts = runCharts(run, chart).slice(0, 2);
  const width = charts.length * chart.width + 20;
  const height = head + chart.height + 12;
  const scores = Object.entries(run.test ?? run.epochs.at(-1)?.validation ?? run.epochs.at(-1)?.train ?? {});
  const part =
    run.test !== undefined ? 'test' : run.epochs.at(-1)?.validation !== undefined ? 'validation' : 'training';
  const outcome = scores.map(([name, value]) => `${part} ${name} ${formatScore(name, value, run)}`).reverse();
  const line = [...outcome, `${run.epochs.length} epochs`, formatSeconds(run.seconds)].join('  ·  ');
  const font = 'font-family="system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeText(`${run.recipe}: ${line}`)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${ink.paper}" stroke="${ink.grid}"/>`,
    `<text x="24" y="32" ${font} font-size="18" font-weight="700" fill="${ink.text}">${escapeText(run.recipe)}</text>`,
    `<text x="24" y="53" ${font} font-size="13" fill="${ink.quiet}">${escapeText(line)}</text>`,
    ...charts.map(
      (group, index) => `<g transform="translate(${10 + index * chart.width} ${head})">${group}</g>`,
    ),
    '</svg>',
    '',
  ].join('\n');
};
