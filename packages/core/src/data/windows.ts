import { sizeOf, success, type Column, type Outcome } from '@neurite/contract';
import type { Augmentation, Draw } from './augment.js';
import { isTensorColumn } from './columns.js';

/** What a window is opened on: a part of a data set, or of a preview. */
interface Windowed {
  readonly columns: ReadonlyMap<string, Column>;
  readonly rows: Int32Array;
  readonly augment?: Augmentation;
}

// A piece of a column that is read from beginning to end: 16 MiB, large enough that what each piece costs does not count.
const CHUNK_BYTES = 2 ** 24;

// Rows of a shuffled part lie apart: each is a piece of the file by itself, which takes more memory than a few numbers do.
const MOST_ROWS = 2 ** 16;

/** How many rows of a column are read at once where all of them are read in the order of the file. */
export const chunkLength = (type: Column['type']): number =>
  typeof type === 'string'
    ? MOST_ROWS
    : Math.max(1, Math.floor(CHUNK_BYTES / (4 * Math.max(1, sizeOf(type.shape)))));

/** Whether a column is read by rows. */
export const isRead = (column: Column): boolean => column.type !== 'list' && column.rows !== undefined;

/** Whether some of the columns are read by rows. */
export const isStreamed = ({ columns }: Pick<Windowed, 'columns'>): boolean =>
  [...columns.values()].some(isRead);

/**
 * The same part with columns that hold the rows that are given, and with a draw also those that random changes mix into them. Columns
 * that are held stay as they are. Rows keep their numbers, so that whoever reads a window need not know that it is one.
 */
export const windowOf = async <P extends Windowed>(
  part: P,
  rows: Int32Array,
  draw?: Draw,
): Promise<Outcome<P>> => {
  if (!isStreamed(part)) return success(part);
  const others = draw === undefined ? undefined : part.augment?.others?.(rows, draw);
  // In the order of the file: rows that are neighbours are read together.
  const wanted = Int32Array.from(new Set([...rows, ...(others ?? [])])).sort();
  const places = new Map(Array.from(wanted, (row, place) => [row, place]));
  const columns = new Map(part.columns);
  for (const [name, column] of part.columns) {
    if (column.type === 'list' || column.rows === undefined) continue;
    const data = await (isTensorColumn(column) ? column.rows!(wanted) : column.rows.read(wanted));
    if (!data.ok) return data;
    columns.set(name, { type: column.type, data: data.value, places } as Column);
  }
  return success({ ...part, columns });
};

/**
 * Visits all rows of a part in their order: at once where the columns are held, otherwise window by window.
 *
 * @param look is given a part whose `rows` are the next ones.
 */
export const eachWindow = async <P extends Windowed>(
  part: P,
  look: (window: P) => void | Promise<void>,
): Promise<Outcome<undefined>> => {
  if (!isStreamed(part)) {
    await look(part);
    return success(undefined);
  }
  const length = Math.min(MOST_ROWS, ...[...part.columns.values()].map(({ type }) => chunkLength(type)));
  for (let start = 0; start < part.rows.length; start += length) {
    const rows = part.rows.subarray(start, start + length);
    const window = await windowOf(part, rows);
    if (!window.ok) return window;
    await look({ ...window.value, rows });
  }
  return success(undefined);
};

/**
 * Windows on the batches of an order, read one ahead: while a step computes, the batch after it comes from the disk. Undefined where
 * all columns are held, so that nobody waits for what is there.
 */
export const readAhead = <P extends Windowed>(
  part: P,
  order: Int32Array,
  batch: number,
  draw?: Draw,
): ((position: number) => Promise<Outcome<P>>) | undefined => {
  if (!isStreamed(part)) return undefined;
  const open = (position: number): Promise<Outcome<P>> =>
    windowOf(part, order.subarray(position * batch, (position + 1) * batch), draw);
  let ahead: { readonly position: number; readonly window: Promise<Outcome<P>> } | undefined;
  return async (position) => {
    const window = await (ahead?.position === position ? ahead.window : open(position));
    const next = position + 1;
    ahead = next * batch < order.length ? { position: next, window: open(next) } : undefined;
    return window;
  };
};
