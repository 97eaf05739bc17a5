import { runCharts } from './charts.js';
import { picture } from './picture.js';
import { formatScore, type RunSummary } from './summary.js';
import { formatSeconds } from './words.js';

const chart = { width: 470, height: 280 } as const;

/** A picture of a run for a README: what it was, what came of it, and up to two charts. */
export const runPicture = (run: RunSummary): string => {
  const charts = runCharts(run, chart).slice(0, 2);
  const scores = Object.entries(run.test ?? run.epochs.at(-1)?.validation ?? run.epochs.at(-1)?.train ?? {});
  const part =
    run.test !== undefined ? 'test' : run.epochs.at(-1)?.validation !== undefined ? 'validation' : 'training';
  const outcome = scores.map(([name, value]) => `${part} ${name} ${formatScore(name, value, run)}`).reverse();
  const line = [...outcome, `${run.epochs.length} epochs`, formatSeconds(run.seconds)].join('  ·  ');
  return picture({ title: run.recipe, line, charts, columns: charts.length, ...chart });
};
