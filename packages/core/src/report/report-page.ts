import { runCharts } from './charts.js';
import { formatScore, type RunSummary } from './summary.js';
import { findingsTable } from './findings-table.js';
import { card, cells, page } from './page.js';
import { escapeText, formatNumber, formatSeconds } from './words.js';

const chart = { width: 560, height: 320 } as const;

// A run of ten thousand epochs must not become a page of ten thousand rows.
const MOST_ROWS = 200;

const epochTable = (run: RunSummary): string => {
  const parts = (['train', 'validation'] as const).flatMap((part) =>
    [...new Set(run.epochs.flatMap((record) => Object.keys(record[part] ?? {})))].map((score) => ({
      part,
      score,
    })),
  );
  const isSequence = run.epochs.some(({ phase }) => phase !== undefined);
  const every = Math.ceil(run.epochs.length / MOST_ROWS);
  const rows = run.epochs
    .filter(({ epoch }) => epoch % every === 0 || epoch === run.kept || epoch === run.epochs.length)
    .map((record) => {
      const scores = parts.map(({ part, score }) => {
        const value = record[part]?.[score];
        return value === undefined ? '' : formatScore(score, value, run);
      });
      const own = [
        String(record.epoch),
        ...(isSequence ? [record.phase ?? ''] : []),
        formatNumber(record.step),
        ...scores,
        formatNumber(record.rate),
        formatSeconds(record.seconds),
      ];
      return `<tr${record.epoch === run.kept ? ' class="kept"' : ''}>${cells('td', own)}</tr>`;
    });
  const names = parts.map(({ part, score }) => `${part === 'train' ? 'training' : part} ${score}`);
  const columns = ['epoch', ...(isSequence ? ['phase'] : []), 'step', ...names, 'rate', 'time'];
  return `<table><thead><tr>${cells('th', columns)}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
};

/** A page about a run that needs nothing beside itself: headline numbers, curves, findings, epochs, settings. */
export const reportPage = (run: RunSummary): string => {
  const last = run.epochs.at(-1);
  const scored =
    run.test !== undefined
      ? (['test', run.test] as const)
      : last?.validation !== undefined
        ? (['validation', last.validation] as const)
        : (['training', last?.train ?? {}] as const);
  const headline = Object.entries(scored[1]).map(([name, value]) =>
    card(`${scored[0]} ${name}`, formatScore(name, value, run)),
  );
  const charts = runCharts(run, chart).map(
    (group) =>
      `<section><svg viewBox="0 0 ${chart.width} ${chart.height}" role="img">${group}</svg></section>`,
  );
  const settings = run.settings.map(
    ([name, value]) => `<tr><th>${escapeText(name)}</th><td>${escapeText(value)}</td></tr>`,
  );
  return page({
    title: run.recipe,
    under: `model ${run.model}`,
    body: `<div class="cards">
${headline.reverse().join('\n')}
${card('epochs', String(run.epochs.length))}
${card('training time', formatSeconds(run.seconds))}
</div>
<div class="charts">
${charts.join('\n')}
</div>
${run.findings.length === 0 ? '' : `<section class="apart"><h2>Findings</h2><div class="scroll">${findingsTable(run.findings)}</div></section>`}
<div class="tables">
<section><h2>Epochs</h2><div class="scroll">${epochTable(run)}</div></section>
<section><h2>Settings</h2><table class="settings"><tbody>${settings.join('\n')}</tbody></table></section>
</div>`,
  });
};
