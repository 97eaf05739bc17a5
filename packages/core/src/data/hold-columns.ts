import { sizeOf, success, type Column, type Outcome, type Table } from '@neurite/contract';
import { arrayLike, isTensorColumn } from './columns.js';
import { chunkLength, isRead } from './windows.js';

/**
 * The first rows of a table. Of the wanted columns that are read by rows those are held that take the least memory, as long as together
 * they take no more than `above`: labels beside examples that do not fit, and the few columns that somebody needs of a wide table.
 */
export const holdColumns = async (
  { columns, count: of, names }: Table,
  wanted: ReadonlySet<string>,
  { count, above }: { readonly count: number; readonly above: number },
): Promise<Outcome<Table>> => {
  const known = new Map(
    Object.entries(columns).map(([name, column]) => [name, firstRows(column, count, of)]),
  );
  const candidates = [...known]
    .filter(([name, column]) => wanted.has(name) && isRead(column))
    .map(([name, column]) => ({ name, column, bytes: memoryOf(column, count, of) }))
    .sort((a, b) => a.bytes - b.bytes);
  let left = above;
  for (const { name, column, bytes } of candidates) {
    if (bytes > left) break;
    left -= bytes;
    const held = await hold(column, count);
    if (!held.ok) return held;
    known.set(name, held.value);
  }
  return success({
    count,
    columns: Object.fromEntries(known),
    ...(names === undefined ? {} : { names }),
  });
};

const firstRows = (column: Column, count: number, of: number): Column => {
  if (count === of || isRead(column)) return column;
  if (column.type === 'string') return { type: 'string', data: column.data.slice(0, count) };
  if (column.type === 'list') return { type: 'list', data: column.data.slice(0, count) };
  return { type: column.type, data: column.data.subarray(0, (column.data.length / of) * count) };
};

/** What the first rows of a column that is read by rows would take. */
const memoryOf = (column: Column, count: number, of: number): number => {
  if (isTensorColumn(column)) return count * sizeOf(column.type.shape) * column.data.BYTES_PER_ELEMENT;
  return column.type === 'string' ? (column.rows!.bytes / of) * count : 0;
};

const hold = async (column: Column, count: number): Promise<Outcome<Column>> => {
  const length = chunkLength(column.type);
  const pieces = function* () {
    for (let start = 0; start < count; start += length)
      yield Int32Array.from({ length: Math.min(length, count - start) }, (_, at) => start + at);
  };
  if (column.type === 'string') {
    const texts: string[] = [];
    for (const rows of pieces()) {
      const read = await column.rows!.read(rows);
      if (!read.ok) return read;
      for (const text of read.value) texts.push(text);
    }
    return success({ type: 'string', data: texts });
  }
  if (!isTensorColumn(column)) return success(column);
  const data = arrayLike(column, count);
  const size = sizeOf(column.type.shape);
  for (const rows of pieces()) {
    const read = await column.rows!(rows);
    if (!read.ok) return read;
    data.set(read.value, rows[0]! * size);
  }
  return success({ type: column.type, data });
};
