import type { Finding } from '../train/events.js';
import { cells } from './page.js';
import { formatNumber } from './words.js';

/** What was found while a run went on: when, where, and what to make of it. */
export const findingsTable = (findings: readonly Finding[]): string => {
  const rows = findings.map(
    ({ step, paths: [path = ''] = [], diagnostic: { severity, message, help = '' } }) =>
      `<tr class="${severity}">${cells('td', [formatNumber(step), path, message, help])}</tr>`,
  );
  const head = cells('th', ['step', 'where', 'what was seen', 'what it means']);
  return `<table class="findings"><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
};
