import {
  failure,
  hostArray,
  sizeOf,
  success,
  type ByteRange,
  type Column,
  type LargeFile,
  type Outcome,
  type RowReader,
  type ScratchFile,
  type Streaming,
  type TensorType,
} from '@neurite/contract';
import { eachPiece, openContent, type Files } from './content.js';
import { limitOf, type Limit } from './gunzip.js';
import {
  checkSize,
  endOf,
  findArray,
  holdArray,
  type ArrayFormat,
  type ArrayLayout,
  type FoundArray,
} from './layout.js';
import { numberFormats, readNumbers } from './numbers.js';
import { inScratch } from './scratch.js';

/** An array in a file, `[count, ...]`: held in memory, or with `rows` that are read when they are wanted. */
export interface ArrayInFile {
  readonly shape: readonly number[];
  readonly column: Extract<Column, { readonly type: TensorType }>;
}

// Rows are counted in 32 bits.
const MOST_ROWS = 2 ** 31 - 1;

/** Opens an array. It is read by rows where the world can, and where it would take too much memory. */
export const openArray = async (
  file: string,
  files: Files,
  format: ArrayFormat,
): Promise<Outcome<ArrayInFile>> => {
  const content = await openContent(file, files);
  if (!content.ok) return content;
  const found = await findArray(content.value, format);
  if (!found.ok) return found;
  const { streaming } = files;
  const streams =
    streaming !== undefined &&
    memoryOf(found.value) > streaming.above &&
    canBeRead(found.value, streaming.above);
  if (!streams) return heldArray(found.value);
  const columns = await streamedArrays(file, [found.value], streaming);
  return columns.ok ? success({ shape: found.value.layout.shape, column: columns.value[0]! }) : columns;
};

/** What an array takes in memory. */
export const memoryOf = ({ layout }: FoundArray): number => layout.count * 4;

/** Whether there are rows to read, each of them small enough. */
export const canBeRead = ({ layout: { shape } }: FoundArray, above: number): boolean => {
  const [rows = 0, ...example] = shape;
  return sizeOf(example) * 4 <= above && rows <= MOST_ROWS;
};

export const heldArray = async (found: FoundArray): Promise<Outcome<ArrayInFile>> => {
  const array = await holdArray(found);
  if (!array.ok) return array;
  const { dtype, shape, data } = array.value;
  return success({ shape, column: { type: { dtype, shape: shape.slice(1) }, data } });
};

/** Columns that are read by rows; those that are packed are unpacked first, one behind the other into one scratch file. */
export const streamedArrays = async (
  file: string,
  arrays: readonly FoundArray[],
  streaming: Streaming,
): Promise<Outcome<readonly ArrayInFile['column'][]>> => {
  const packed = arrays.filter(({ content }) => content.packing !== undefined);
  const size = packed.reduce((sum, { layout }) => sum + endOf(layout), 0);
  const limit = limitOf(streaming);
  if (size > limit.bytes) return failure(limit.problem(file, size));
  const direct = ({ content, layout }: FoundArray) => arrayColumn(content.file, content.stored, layout);
  if (packed.length === 0) return success(arrays.map(direct));
  return inScratch(file, streaming, async (scratch) => {
    const columns: ArrayInFile['column'][] = [];
    let start = 0;
    for (const array of arrays) {
      if (array.content.packing === undefined) {
        columns.push(direct(array));
        continue;
      }
      const unpacked = await unpack(array, scratch, start, limit);
      if (!unpacked.ok) return unpacked;
      const { content, layout } = array;
      columns.push(arrayColumn(content.file, scratch, { ...layout, offset: start + layout.offset }));
      start += endOf(layout);
    }
    return success(columns);
  });
};

/** Writes the unpacked bytes of an array into a scratch file, as far as its header promises; behind that they are only counted. */
const unpack = async (
  found: FoundArray,
  scratch: ScratchFile,
  start: number,
  limit: Limit,
): Promise<Outcome<unknown>> => {
  const { content, layout } = found;
  const end = endOf(layout);
  let size = 0;
  const seen = await eachPiece(
    content,
    async (piece) => {
      const wanted = piece.subarray(0, Math.max(0, end - size));
      const written = wanted.length === 0 ? undefined : await scratch.write(wanted, start + size);
      size += piece.length;
      return written?.ok === false ? written : 'more';
    },
    limit,
  );
  return seen.ok ? checkSize(found, size) : seen;
};

/** A column whose rows are read from an array, when they are wanted. */
export const arrayColumn = (
  file: string,
  large: Pick<LargeFile, 'read'>,
  layout: ArrayLayout,
): ArrayInFile['column'] => {
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
export const runsOf = (rows: Int32Array): readonly { readonly first: number; readonly count: number }[] => {
  const runs: { readonly first: number; count: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.count === row) last.count++;
    else runs.push({ first: row, count: 1 });
  }
  return runs;
};
