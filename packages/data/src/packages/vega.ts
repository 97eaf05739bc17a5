import { failure, success, type Outcome } from '@neurite/contract';
import { readCsv } from '../bytes/csv.js';
import { report } from '../diagnostics.js';
import { parseJson } from './json.js';
import type { PackageRecipe } from './recipe.js';

const NAME = 'vega-datasets';

/** The sets that are tables, and their endings. The package holds maps, graphs and pictures as well. */
const tables: Readonly<Record<string, 'json' | 'csv'>> = {
  airports: 'csv',
  anscombe: 'json',
  barley: 'json',
  birdstrikes: 'csv',
  burtin: 'json',
  cars: 'json',
  'co2-concentration': 'csv',
  disasters: 'csv',
  driving: 'json',
  gapminder: 'json',
  'iowa-electricity': 'csv',
  jobs: 'json',
  movies: 'json',
  ohlc: 'json',
  penguins: 'json',
  'seattle-weather': 'csv',
  sp500: 'csv',
  stocks: 'csv',
  weather: 'csv',
  wheat: 'json',
};

/** Teaching data of the Vega project: penguins, cars, weather. Types of columns are inferred as those of CSV files are. */
export const vega: PackageRecipe = {
  summary:
    'tables of the Vega project: penguins, cars, weather and others, version 3.2.1; say which with file: "penguins"',
  files: Object.keys(tables),
  columns: {},
  open: async (readFile, { file, features, missing }) => {
    const path = `data/${file}.${tables[file!]!}`;
    const bytes = await readFile(path);
    if (!bytes.ok) return bytes;
    const text = path.endsWith('.csv') ? bytes : asCsv(bytes.value, path);
    return text.ok ? readCsv(text.value, { features, missing }, `${NAME}/${path}`) : text;
  },
};

/** A list of records as the text of a CSV file, so that both are read by one rule; null is an empty cell. */
const asCsv = (bytes: Uint8Array, file: string): Outcome<Uint8Array> => {
  const wrong = (reason: string) => failure(report('data-package-content', { name: NAME, file, reason }));
  const content = parseJson(bytes, NAME, file);
  if (!content.ok) return content;
  const records = content.value;
  if (!Array.isArray(records) || records.length === 0) return wrong('it is no list of records');
  const names = [...new Set(records.flatMap((record) => Object.keys((record ?? {}) as object)))];
  const lines = [names.map(quoted).join(',')];
  for (const [index, record] of records.entries()) {
    const cells = names.map((name) => {
      const values = (record ?? {}) as Readonly<Record<string, unknown>>;
      return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    });
    if (cells.some((cell) => typeof cell === 'object'))
      return wrong(`record ${index + 1} holds more than texts and numbers`);
    lines.push(cells.map((cell) => quoted(String(cell))).join(','));
  }
  return success(new TextEncoder().encode(`${lines.join('\n')}\n`));
};

const quoted = (cell: string): string => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`);
