import {
  failure,
  hostArray,
  success,
  type Column,
  type HostArray,
  type Outcome,
  type Table,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { CsvSurvey, Kind } from './csv-survey.js';

/** Room for some rows of a table. */
export interface Rows {
  /** Puts the cells of the next row into the columns. */
  put(cells: readonly string[]): void;
  readonly isFull: boolean;
  /** The rows so far, with features side by side where they are asked for. */
  table(): Outcome<Table>;
}

/** Memory for `length` rows of what a survey has found. */
export const createRows = (
  { names, kinds }: Pick<CsvSurvey, 'names' | 'kinds'>,
  features: readonly string[] | null | undefined,
  length: number,
  file: string,
): Rows => {
  const columns = kinds.map((kind) => emptyColumn(kind, length));
  let count = 0;
  return {
    put: (cells) => {
      for (const [index, cell] of cells.entries()) put(columns[index]!, count, cell);
      count++;
    },
    get isFull() {
      return count === length;
    },
    table: () => {
      const filled = columns.map((column) => (count === length ? column : firstOf(column, count)));
      const named = names.map((name, index): [string, Column] => [name, filled[index]!]);
      const table = { count, columns: Object.fromEntries(named) };
      return features ? withFeatures(table, features, file) : success(table);
    },
  };
};

type Filling = Column & { data: HostArray | string[] };

const emptyColumn = (kind: Kind, count: number): Filling =>
  kind === 'string'
    ? { type: 'string', data: new Array<string>(count) }
    : { type: { dtype: kind, shape: [] }, data: hostArray(kind, count) };

const firstOf = ({ type, data }: Filling, count: number): Column =>
  typeof type === 'string'
    ? { type: 'string', data: (data as string[]).slice(0, count) }
    : { type, data: (data as HostArray).subarray(0, count) };

const put = ({ type, data }: Filling, row: number, cell: string): void => {
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
