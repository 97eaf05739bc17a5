import { escapeText } from './words.js';

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
section.apart { margin-bottom: 16px; }
.findings th, .findings td { text-align: left; vertical-align: top; white-space: normal; }
.findings td:nth-child(1) { white-space: nowrap; }
.findings td:nth-child(2) { overflow-wrap: anywhere; min-width: 200px; }
.findings tr.error td:nth-child(1) { border-left: 3px solid #dc2626; }
.findings tr.warning td:nth-child(1) { border-left: 3px solid #d97706; }
tr.kept td { background: #ecfdf5; }
`;

/** A number and what it is. */
export const card = (label: string, value: string): string =>
  `<div class="card"><b>${escapeText(value)}</b><span>${escapeText(label)}</span></div>`;

/** Cells of a row of a table. */
export const cells = (tag: 'td' | 'th', words: readonly string[]): string =>
  words.map((word) => `<${tag}>${escapeText(word)}</${tag}>`).join('');

/** A page of its own: nothing beside it is needed to show it. */
export const page = ({
  title,
  under,
  body,
}: {
  readonly title: string;
  readonly under: string;
  readonly body: string;
}): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeText(title)}</h1>
<p class="under">${escapeText(under)}</p>
${body}
</main>
</body>
</html>
`;
