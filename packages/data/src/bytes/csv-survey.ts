import { failure, success, type Dtype, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { RecordVisitor } from './records.js';

export type Kind = Dtype | 'string';

/** What going through all records has shown. */
export interface CsvSurvey {
  readonly names: readonly string[];
  readonly kinds: readonly Kind[];
  /** How many rows are kept. */
  readonly count: number;
}

/** What there is to find out before cells are read: names, kinds, and how many rows there are. */
export interface Surveying extends RecordVisitor {
  end(): Outcome<CsvSurvey>;
}

const WHOLE = /^[+-]?\d{1,10}$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

const isOf: { readonly [K in Kind]: (cell: string) => boolean } = {
  bool: (cell) => cell === 'true' || cell === 'false',
  int32: (cell) => WHOLE.test(cell) && (Number(cell) | 0) === Number(cell),
  float32: (cell) => NUMBER.test(cell),
  string: () => true,
};

/**
 * Looks at every cell: a column is of the first kind that all of its cells fit.
 *
 * @param missing what to do with rows that have empty cells.
 */
export const createSurvey = (file: string, missing: 'error' | 'drop' = 'error'): Surveying => {
  let names: readonly string[] | undefined;
  let fits: readonly Set<Kind>[] = [];
  let [rows, count] = [0, 0];
  let empty: { readonly row: number; readonly at: number } | undefined;
  return {
    header: (cells) => void (names = cells),
    record: (cells) => {
      names ??= cells.map((_, index) => `column_${index + 1}`);
      if (fits.length === 0) fits = names.map(() => new Set<Kind>(['bool', 'int32', 'float32']));
      rows++;
      const at = cells.indexOf('');
      if (at >= 0) {
        empty ??= { row: rows, at };
        return;
      }
      count++;
      for (const [index, cell] of cells.entries())
        for (const kind of fits[index]!) if (!isOf[kind](cell)) fits[index]!.delete(kind);
    },
    end: () => {
      if (names === undefined) return failure(report('csv-empty', { file }));
      const wrong = (reason: string) => failure(report('csv-header', { file, reason }));
      const seen = new Set<string>();
      const twice = names.find((name) => seen.size === seen.add(name).size);
      if (twice !== undefined) return wrong(`two columns are named "${twice}"`);
      const unnamed = names.indexOf('');
      if (unnamed >= 0) return wrong(`column ${unnamed + 1} has no name`);
      if (empty !== undefined && missing !== 'drop')
        return failure(report('csv-missing-value', { file, row: empty.row, column: names[empty.at]! }));
      if (count === 0) return failure(report('csv-empty', { file }));
      return success({ names, kinds: fits.map(([kind = 'string']) => kind), count });
    },
  };
};
