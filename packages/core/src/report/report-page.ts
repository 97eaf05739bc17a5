import { runCharts } from './charts.js';
import { formatScore, type RunSummary } from './summary.js';
import { escapeText, formatNumber, formatSeconds } from './words.js';

const chart = { width: 560, height: 320 } as const;

const style = `
:root { color-scheme: light; --ink: #1f2937; --quiet: #6b7280; --line: #e5e7eb; --paper: #ffffff; --ground: #f3f4f6; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 26px; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 16px; margin: 0 0 12px; }
.under { color: var(--quiet); margin: 2px 0 24px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin-bottom: 16px; }
.card, section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.card { padding: 14px 16px; }
.card b { display: block; font-size: 22px; font-weight: 650; font-variant-numeric: tabular-nums; }
.card span { color: var(--quiet); font-size: 13px; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 16px; margin-bottom: 16px; }
.charts section { padding: 12px; }
.charts svg { width: 100%; height: auto; display: block; }
section { padding: 18px 20px; }
.tables { display: grid; grid-template-columns: minmax(0, 9fr) minmax(0, 5fr); gap: 16px; align-items: start; }
@media (max-width: 900px) { .tables { grid-template-columns: 1fr; } .charts { grid-template-columns: 1fr; } }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px; }
th { text-align: right; font-weight: 600; color: var(--quiet); vertical-align: bottom; }
td { text-align: right; white-space: nowrap; }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); }
tr:last-child td, tr:last-child th { border-bottom: 0; }
.settings th, .settings td { text-align: left; vertical-align: top; }
.settings th { white-space: nowrap; }
.settings td { overflow-wrap: anywhere; white-space: normal; }
tr.kept td { background: #ecfdf5; }
`;

const card = (label: string, value: string): string =>
  `<div class="card"><b>${escapeText(value)}</b><span>${escapeText(label)}</span></div>`;

const cells = (tag: 'td' | 'th', words: readonly string[]): string =>
  words.map((word) => `<${tag}>${escapeText(word)}</${tag}>`).join('');

// A run of ten thousand epochs must not become a page of ten thousand rows.
const MOST_ROWS = 200;

const epochTable = (run: RunSummary): string => {
  const parts = (['train', 'validation'] as const).flatMap((part) =>
    Object.keys(run.epochs[0]?.[part] ?? {}).map((score) => ({ part, score })),
  );
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
        formatNumber(record.step),
        ...scores,
        formatNumber(record.rate),
        formatSeconds(record.seconds),
      ];
      return `<tr${record.epoch === run.kept ? ' class="kept"' : ''}>${cells('td', own)}</tr>`;
    });
  const names = parts.map(({ part, score }) => `${part === 'train' ? 'training' : part} ${score}`);
  return `<table><thead><tr>${cells('th', ['epoch', 'step', ...names, 'rate', 'time'])}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
};

/** A page about a run that needs nothing beside itself: headline numbers, curves, epochs, settings. */
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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(run.recipe)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeText(run.recipe)}</h1>
<p class="under">${escapeText(`model ${run.model}`)}</p>
<div class="cards">
${headline.reverse().join('\n')}
${card('epochs', String(run.epochs.length))}
${card('training time', formatSeconds(run.seconds))}
</div>
<div class="charts">
${charts.join('\n')}
</div>
<div class="tables">
<section><h2>Epochs</h2><div class="scroll">${epochTable(run)}</div></section>
<section><h2>Settings</h2><table class="settings"><tbody>${settings.join('\n')}</tbody></table></section>
</div>
</main>
</body>
</html>
`;
};
