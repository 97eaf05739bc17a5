import { failure, success, type Column, type Outcome, type Table } from '@neurite/contract';
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { report } from '../diagnostics.js';

/** How a CSV file is to be read. */
export interface CsvOptions {
  /** Whether the first line names the columns; otherwise they are `column_1`, `column_2`, … Default true. */
  readonly header?: boolean;
  /** One character; default a comma. */
  readonly delimiter?: string;
  /** Numeric columns to put side by side into one column `features`, in this order. */
  readonly features?: readonly string[] | null;
  /** What to do with rows that have empty cells; default `error`. */
  readonly missing?: 'error' | 'drop';
}

// A quote that never closes would otherwise make the rest of the file one record.
const LONGEST_RECORD = 1 << 20;
const WHOLE = /^[+-]?\d{1,10}$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Reads a CSV file. The type of a column is inferred from all of its cells: `true`/`false` are bool, whole numbers int32,
 * numbers float32, anything else text.
 *
 * @example
 * const table = readCsv(bytes, { features: ['width', 'height'] }, 'boxes.csv');
 */
export const readCsv = (bytes: Uint8Array, options: CsvOptions = {}, file = 'the data'): Outcome<Table> => {
  const records = recordsOf(bytes, options, file);
  if (!records.ok) return records;
  const { names, rows } = records.value;
  const kept: (readonly string[])[] = [];
  for (const [index, row] of rows.entries()) {
    const empty = row.indexOf('');
    if (empty < 0) kept.push(row);
    else if (options.missing !== 'drop')
      return failure(report('csv-missing-value', { file, row: index + 1, column: names[empty]! }));
  }
  if (kept.length === 0) return failure(report('csv-empty', { file }));
  const columns = names.map((name, index): [string, Column] => [
    name,
    columnOf(kept.map((row) => row[index]!)),
  ]);
  const table = { count: kept.length, columns: Object.fromEntries(columns) };
  return options.features ? withFeatures(table, options.features, file) : success(table);
};

const recordsOf = (
  bytes: Uint8Array,
  { header = true, delimiter = ',' }: CsvOptions,
  file: string,
): Outcome<{ readonly names: readonly string[]; readonly rows: readonly (readonly string[])[] }> => {
  let records: string[][];
  try {
    records = parse(new TextDecoder().decode(bytes), {
      delimiter,
      skip_empty_lines: true,
      trim: true,
      max_record_size: LONGEST_RECORD,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return failure(syntaxDiagnostic(error, file));
  }
  const [first, ...rest] = records;
  if (first === undefined) return failure(report('csv-empty', { file }));
  const names = header ? first : first.map((_, index) => `column_${index + 1}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    return failure(report('csv-header', { file, reason: `two columns are named "${twice}"` }));
  const unnamed = names.indexOf('');
  if (unnamed >= 0)
    return failure(report('csv-header', { file, reason: `column ${unnamed + 1} has no name` }));
  return success({ names, rows: header ? rest : records });
};

const syntaxDiagnostic = (error: CsvError, file: string) => {
  const { code, message } = error;
  const line = Number(error['lines'] ?? 1);
  const record = error['record'] as readonly string[] | undefined;
  const expected = /expect (\d+)/.exec(message);
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' && record !== undefined && expected !== null)
    return report('csv-ragged', { file, line, expected: Number(expected[1]), found: record.length });
  const reasons: Readonly<Record<string, string>> = {
    CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
    CSV_MAX_RECORD_SIZE: `a record is longer than ${LONGEST_RECORD} characters; perhaps a quote is not closed`,
    CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quote',
    INVALID_OPENING_QUOTE: 'a quote stands inside of an unquoted cell',
  };
  return report('csv-syntax', { file, line, reason: reasons[code] ?? message.replace(/\.$/, '') });
};

const columnOf = (cells: readonly string[]): Column => {
  if (cells.every((cell) => cell === 'true' || cell === 'false'))
    return {
      type: { dtype: 'bool', shape: [] },
      data: Uint8Array.from(cells, (cell) => (cell === 'true' ? 1 : 0)),
    };
  if (cells.every((cell) => WHOLE.test(cell) && (Number(cell) | 0) === Number(cell)))
    return { type: { dtype: 'int32', shape: [] }, data: Int32Array.from(cells, Number) };
  if (cells.every((cell) => NUMBER.test(cell)))
    return { type: { dtype: 'float32', shape: [] }, data: Float32Array.from(cells, Number) };
  return { type: 'string', data: cells };
};

const withFeatures = (table: Table, features: readonly string[], file: string): Outcome<Table> => {
  const known = Object.keys(table.columns);
  const data = new Float32Array(table.count * features.length);
  for (const [at, name] of features.entries()) {
    const wrong = (reason: string) => failure(report('csv-column', { file, column: name, known, reason }));
    if (!Object.hasOwn(table.columns, name)) return wrong('does not exist');
    const column = table.columns[name]!;
    if (typeof column.type === 'string') return wrong('holds texts, not numbers');
    for (let row = 0; row < table.count; row++) data[row * features.length + at] = Number(column.data[row]);
  }
  const column: Column = { type: { dtype: 'float32', shape: [features.length] }, data };
  return success({ ...table, columns: { ...table.columns, features: column } });
};
