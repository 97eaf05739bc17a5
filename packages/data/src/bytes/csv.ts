import {
  failure,
  hostArray,
  success,
  type Column,
  type Diagnostic,
  type Dtype,
  type HostArray,
  type Outcome,
  type Table,
} from '@neurite/contract';
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { report } from '../diagnostics.js';
import { LARGEST } from './gunzip.js';

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
// A short text, and where it is kept.
const BYTES_OF_TEXT = 32;
const WHOLE = /^[+-]?\d{1,10}$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Reads a CSV file. The type of a column is inferred from all of its cells: `true`/`false` are bool, whole numbers int32,
 * numbers float32, anything else text.
 *
 * The file is gone through twice, first for the types and then for the cells: besides its bytes, memory holds nothing but the columns.
 *
 * @example
 * const table = readCsv(bytes, { features: ['width', 'height'] }, 'boxes.csv');
 */
export const readCsv = (bytes: Uint8Array, options: CsvOptions = {}, file = 'the data'): Outcome<Table> => {
  const survey = surveyOf(bytes, options, file);
  if (!survey.ok) return survey;
  const { names, kinds, count } = survey.value;
  const texts = kinds.filter((kind) => kind === 'string').length;
  const memory = count * (4 * (kinds.length - texts) + BYTES_OF_TEXT * texts);
  if (memory > LARGEST) return failure(report('data-too-large', { file, bytes: memory, limit: LARGEST }));
  const columns = kinds.map((kind) => emptyColumn(kind, count));
  let row = 0;
  visit(bytes, options, file, (cells) => {
    if (cells.includes('')) return;
    for (const [index, cell] of cells.entries()) put(columns[index]!, row, cell);
    row++;
  });
  const named = names.map((name, index): [string, Column] => [name, columns[index]!]);
  const table = { count, columns: Object.fromEntries(named) };
  return options.features ? withFeatures(table, options.features, file) : success(table);
};

type Kind = Dtype | 'string';

/** The names of the columns, what they hold, and how many rows there are. */
const surveyOf = (
  bytes: Uint8Array,
  options: CsvOptions,
  file: string,
): Outcome<{
  readonly names: readonly string[];
  readonly kinds: readonly Kind[];
  readonly count: number;
}> => {
  let names: readonly string[] | undefined;
  let fits: readonly Set<Kind>[] = [];
  let [rows, count] = [0, 0];
  let missing: { readonly row: number; readonly at: number } | undefined;
  const problem = visit(
    bytes,
    options,
    file,
    (cells) => {
      names ??= cells.map((_, index) => `column_${index + 1}`);
      if (fits.length === 0) fits = names.map(() => new Set<Kind>(['bool', 'int32', 'float32']));
      rows++;
      const empty = cells.indexOf('');
      if (empty >= 0) {
        missing ??= { row: rows, at: empty };
        return;
      }
      count++;
      for (const [index, cell] of cells.entries())
        for (const kind of fits[index]!) if (!isOf[kind](cell)) fits[index]!.delete(kind);
    },
    (header) => void (names = header),
  );
  if (problem !== undefined) return failure(problem);
  if (names === undefined) return failure(report('csv-empty', { file }));
  const wrong = (reason: string) => failure(report('csv-header', { file, reason }));
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined) return wrong(`two columns are named "${twice}"`);
  const unnamed = names.indexOf('');
  if (unnamed >= 0) return wrong(`column ${unnamed + 1} has no name`);
  if (missing !== undefined && options.missing !== 'drop')
    return failure(report('csv-missing-value', { file, row: missing.row, column: names[missing.at]! }));
  if (count === 0) return failure(report('csv-empty', { file }));
  return success({ names, kinds: fits.map(([kind = 'string']) => kind), count });
};

/** Without the mark that some programs put before UTF-8. */
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/** Goes through the records, the header apart; gives what is wrong with the text, if anything is. */
const visit = (
  bytes: Uint8Array,
  { header = true, delimiter = ',' }: CsvOptions,
  file: string,
  look: (cells: readonly string[]) => void,
  lookAtHeader?: (cells: readonly string[]) => void,
): Diagnostic | undefined => {
  let isFirst = header;
  try {
    // The types ask for a Buffer; any bytes will do.
    parse(withoutMark(bytes) as never, {
      delimiter,
      skip_empty_lines: true,
      trim: true,
      max_record_size: LONGEST_RECORD,
      // Records that are not given back are not kept.
      on_record: (record: string[]) => {
        if (isFirst) lookAtHeader?.(record);
        else look(record);
        isFirst = false;
        return undefined;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return syntaxDiagnostic(error, file);
  }
  return undefined;
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

const isOf: { readonly [K in Kind]: (cell: string) => boolean } = {
  bool: (cell) => cell === 'true' || cell === 'false',
  int32: (cell) => WHOLE.test(cell) && (Number(cell) | 0) === Number(cell),
  float32: (cell) => NUMBER.test(cell),
  string: () => true,
};

const emptyColumn = (kind: Kind, count: number): Column & { data: HostArray | string[] } =>
  kind === 'string'
    ? { type: 'string', data: new Array<string>(count) }
    : { type: { dtype: kind, shape: [] }, data: hostArray(kind, count) };

const put = ({ type, data }: ReturnType<typeof emptyColumn>, row: number, cell: string): void => {
  if (typeof type === 'string') (data as string[])[row] = cell;
  else (data as HostArray)[row] = type.dtype === 'bool' ? Number(cell === 'true') : Number(cell);
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
