import { sizeOf, success, type Column, type Outcome } from '@neurite/contract';
import { isTensorColumn, placeOf } from './columns.js';
import { countDuplicates, type Duplicates } from './duplicates.js';
import type { PartName } from './dataset.js';
import { eachWindow, isStreamed } from './windows.js';
import type { Preview, PreviewPart } from './preview.js';

/** What is said of the numbers of a field in the training part. */
export interface Numbers {
  readonly least: number;
  readonly greatest: number;
  readonly mean: number;
  readonly deviation: number;
}

/** How often a class is there, in each part. */
export interface ClassCount {
  readonly name: string;
  readonly counts: Readonly<Partial<Record<PartName, number>>>;
}

export interface FieldDescription {
  readonly name: string;
  readonly column: string;
  readonly steps: readonly string[];
  /** `text`, `lists` of tokens, or a dtype. */
  readonly type: string;
  readonly shape: readonly number[];
  /** Values of all parts that are not finite, or texts and lists that are empty. */
  readonly missing: number;
  readonly numbers?: Numbers;
  /** Of a field with one whole number, truth value or text for each example, if few of them differ. */
  readonly classes?: readonly ClassCount[];
}

export interface DataDescription {
  readonly parts: Readonly<Partial<Record<PartName, number>>>;
  /** Columns of the source, and their types. */
  readonly columns: Readonly<Record<string, string>>;
  readonly fields: readonly FieldDescription[];
  /** Absent where columns are read by rows: to look for duplicates, all examples must be at hand. */
  readonly duplicates?: Duplicates;
}

const words = { string: 'text', list: 'lists' } as const;

// Labels with more values than this are no classes, but numbers or names.
const MOST_CLASSES = 100;

/** What there is to say of data before anything learns from it; fails only if columns are read by rows, and cannot be. */
export const describeData = async (preview: Preview): Promise<Outcome<DataDescription>> => {
  const { fields, parts, columns, classes } = preview;
  const described: FieldDescription[] = [];
  for (const { name, column, steps } of fields) {
    const values = parts.get('train')!.columns.get(name)!;
    const counts = await classCounts(name, parts, classes[name]);
    if (!counts.ok) return counts;
    let missing = 0;
    for (const part of parts.values()) {
      const own = await missingIn(name, part);
      if (!own.ok) return own;
      missing += own.value;
    }
    const numbers = isTensorColumn(values) ? await numbersOf(name, parts.get('train')!) : undefined;
    if (numbers?.ok === false) return numbers;
    described.push({
      name,
      column,
      steps: steps.map((step) => step.name),
      type: isTensorColumn(values) ? values.type.dtype : words[values.type],
      shape: isTensorColumn(values) ? values.type.shape : [],
      missing,
      ...(numbers === undefined ? {} : { numbers: numbers.value }),
      ...(counts.value === undefined ? {} : { classes: counts.value }),
    });
  }
  return success({
    parts: Object.fromEntries([...parts].map(([name, { rows }]) => [name, rows.length])),
    columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, typeText(column)])),
    fields: described,
    ...([...parts.values()].some(isStreamed) ? {} : { duplicates: countDuplicates(parts) }),
  });
};

export const typeText = (column: Column): string =>
  isTensorColumn(column) ? `${column.type.dtype} [${column.type.shape.join(', ')}]` : words[column.type];

/** Visits the rows of a part: the column of one field, held or a window on it. */
const visitRows = (
  name: string,
  { columns, rows }: PreviewPart,
  look: (column: Column, rows: Int32Array) => void,
): Promise<Outcome<undefined>> =>
  eachWindow({ columns: new Map([[name, columns.get(name)!]]), rows }, (window) =>
    look(window.columns.get(name)!, window.rows),
  );

/** Visits the finite numbers of a field in the rows of a part. */
const visit = (name: string, part: PreviewPart, look: (value: number) => void): Promise<Outcome<undefined>> =>
  visitRows(name, part, (column, rows) => {
    if (!isTensorColumn(column)) return;
    const size = sizeOf(column.type.shape);
    for (const row of rows) {
      const start = placeOf(column, row) * size;
      for (let at = start; at < start + size; at++) {
        const value = column.data[at]!;
        if (Number.isFinite(value)) look(value);
      }
    }
  });

/** In float64 and two passes; of no numbers, NaN. */
const numbersOf = async (name: string, part: PreviewPart): Promise<Outcome<Numbers>> => {
  let [least, greatest, sum, count] = [Infinity, -Infinity, 0, 0];
  const seen = await visit(name, part, (value) => {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    sum += value;
    count++;
  });
  if (!seen.ok) return seen;
  const mean = sum / count;
  let squares = 0;
  const again = await visit(name, part, (value) => void (squares += (value - mean) ** 2));
  if (!again.ok) return again;
  return success(
    count === 0
      ? { least: NaN, greatest: NaN, mean: NaN, deviation: NaN }
      : { least, greatest, mean, deviation: Math.sqrt(squares / count) },
  );
};

const missingIn = async (name: string, part: PreviewPart): Promise<Outcome<number>> => {
  const column = part.columns.get(name)!;
  if (!isTensorColumn(column)) {
    let empty = 0;
    const seen = await visitRows(name, part, (values, rows) => {
      for (const row of rows) if (entryOf(values, row).length === 0) empty++;
    });
    return seen.ok ? success(empty) : seen;
  }
  let finite = 0;
  const seen = await visit(name, part, () => void finite++);
  return seen.ok ? success(part.rows.length * sizeOf(column.type.shape) - finite) : seen;
};

/** A text, or a list. */
const entryOf = (column: Column, row: number): { readonly length: number } =>
  column.type === 'list' ? column.data[row]! : (column.data as readonly string[])[placeOf(column, row)]!;

const classCounts = async (
  name: string,
  parts: Preview['parts'],
  names: readonly string[] | undefined,
): Promise<Outcome<readonly ClassCount[] | undefined>> => {
  const counts = new Map<number | string, Partial<Record<PartName, number>>>();
  for (const [part, preview] of parts) {
    const { type } = preview.columns.get(name)!;
    const isNumber = typeof type === 'object';
    if (type === 'list' || (isNumber && (type.dtype === 'float32' || sizeOf(type.shape) !== 1)))
      return success(undefined);
    const seen = await visitRows(name, preview, (column, rows) => {
      if (column.type === 'list') return;
      for (const row of rows) {
        if (counts.size > MOST_CLASSES) return;
        const value = column.data[placeOf(column, row)]!;
        const known = counts.get(value) ?? {};
        known[part] = (known[part] ?? 0) + 1;
        counts.set(value, known);
      }
    });
    if (!seen.ok) return seen;
    if (counts.size > MOST_CLASSES) return success(undefined);
  }
  return success(namedCounts(counts, parts, names));
};

const namedCounts = (
  counts: ReadonlyMap<number | string, Partial<Record<PartName, number>>>,
  parts: Preview['parts'],
  names: readonly string[] | undefined,
): readonly ClassCount[] =>
  [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, each]) => ({
      name: (typeof value === 'number' ? names?.[value] : undefined) ?? String(value),
      counts: Object.fromEntries([...parts.keys()].map((part) => [part, each[part] ?? 0])),
    }));
