import {
  hostArray,
  sizeOf,
  success,
  type ByteRange,
  type Column,
  type HostTensor,
  type LargeFile,
  type Outcome,
  type RowReader,
  type SourceContext,
  type TensorType,
} from '@neurite/contract';
import { isGzip } from './gunzip.js';
import { LONGEST_HEAD, type ArrayLayout, type ReadLayout } from './layout.js';
import { numberFormats, readNumbers } from './numbers.js';

/** An array in a file, `[count, ...]`: held in memory, or with `rows` that are read when they are wanted. */
export interface ArrayInFile {
  readonly shape: readonly number[];
  readonly column: Extract<Column, { readonly type: TensorType }>;
}

/** The two ways to read a format. */
export interface ArrayFormat {
  readonly layout: ReadLayout;
  readonly read: (bytes: Uint8Array, file: string) => Promise<Outcome<HostTensor>>;
}

// Rows are counted in 32 bits.
const MOST_ROWS = 2 ** 31 - 1;

/** Opens an array. It is read by rows where the world can, where it would take too much memory, and where it is not compressed. */
export const openArray = async (
  file: string,
  { readFile, streaming }: Pick<SourceContext, 'readFile' | 'streaming'>,
  { layout, read }: ArrayFormat,
): Promise<Outcome<ArrayInFile>> => {
  if (streaming !== undefined) {
    const large = await streaming.open(file);
    if (!large.ok) return large;
    const { size } = large.value;
    const head = await large.value.read([{ offset: 0, length: Math.min(size, LONGEST_HEAD) }]);
    if (!head.ok) return head;
    const [first] = head.value as readonly [Uint8Array];
    if (!isGzip(first)) {
      const found = layout(first, size, file);
      if (!found.ok) return found;
      const { count, shape } = found.value;
      const [rows = 0, ...example] = shape;
      if (count * 4 > streaming.above && sizeOf(example) * 4 <= streaming.above && rows <= MOST_ROWS)
        return success({ shape, column: streamed(file, large.value, found.value) });
    }
  }
  const bytes = await readFile(file);
  if (!bytes.ok) return bytes;
  const array = await read(bytes.value, file);
  if (!array.ok) return array;
  const { dtype, shape, data } = array.value;
  return success({ shape, column: { type: { dtype, shape: shape.slice(1) }, data } });
};

const streamed = (file: string, large: LargeFile, layout: ArrayLayout): ArrayInFile['column'] => {
  const { shape, format } = layout;
  const example = shape.slice(1);
  const size = sizeOf(example);
  const { becomes: dtype, bytes } = numberFormats[format];
  const rows: RowReader = async (wanted) => {
    const runs = runsOf(wanted);
    const ranges = runs.map(({ first, count }): ByteRange => ({
      offset: layout.offset + first * size * bytes,
      length: count * size * bytes,
    }));
    const pieces = await large.read(ranges);
    if (!pieces.ok) return pieces;
    const data = hostArray(dtype, wanted.length * size);
    let place = 0;
    for (const [index, { first, count }] of runs.entries()) {
      const request = { ...layout, file, offset: 0, count: count * size, before: first * size };
      const values = readNumbers(pieces.value[index]!, request);
      if (!values.ok) return values;
      data.set(values.value, place * size);
      place += count;
    }
    return success(data);
  };
  return { type: { dtype, shape: example }, data: hostArray(dtype, 0), rows };
};

/** Rows that follow each other are read as one piece. */
const runsOf = (rows: Int32Array): readonly { readonly first: number; readonly count: number }[] => {
  const runs: { readonly first: number; count: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.count === row) last.count++;
    else runs.push({ first: row, count: 1 });
  }
  return runs;
};
