import { success, type ByteRange, type Streaming } from '@neurite/contract';
import { bigEndianArray, idxBytes } from '../test/files.js';
import { openArray } from './array-column.js';
import { idxLayout, readIdx } from './idx.js';
import { npyLayout, readNpy } from './npy.js';

const idx = { layout: idxLayout, read: readIdx };
const npy = { layout: npyLayout, read: readNpy };

/** Opens bytes as a file that is read in pieces; `ranges` are those that were read. */
const open = async (bytes: Uint8Array, format: typeof idx, above: number) => {
  const ranges: ByteRange[] = [];
  const streaming: Streaming = {
    above,
    open: async () =>
      success({
        size: bytes.length,
        read: async (wanted) => {
          ranges.push(...wanted);
          return success(wanted.map(({ offset, length }) => bytes.slice(offset, offset + length)));
        },
      }),
  };
  const outcome = await openArray('file', { readFile: async () => success(bytes), streaming }, format);
  return { outcome, ranges };
};

const columnOf = async (bytes: Uint8Array, format: typeof idx, above: number) => {
  const { outcome, ranges } = await open(bytes, format, above);
  if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
  return { column: outcome.value.column, ranges };
};

describe('openArray', () => {
  // Five examples of two bytes: 40 bytes as float32.
  const pairs = idxBytes(8, [5, 2], [0, 1, 10, 11, 20, 21, 30, 31, 40, 41]);

  it('holds what is small, and reads rows of what is not', async () => {
    expect((await columnOf(pairs, idx, 40)).column).toEqual({
      type: { dtype: 'float32', shape: [2] },
      data: Float32Array.of(0, 1, 10, 11, 20, 21, 30, 31, 40, 41),
    });
    const { column, ranges } = await columnOf(pairs, idx, 39);
    expect(column.data).toHaveLength(0);
    ranges.length = 0;
    expect(await column.rows!(Int32Array.of(1, 2, 4, 0))).toEqual({
      ok: true,
      value: Float32Array.of(10, 11, 20, 21, 40, 41, 0, 1),
    });
    // The header has 12 bytes, and neighbours are one piece.
    expect(ranges).toEqual([
      { offset: 14, length: 4 },
      { offset: 20, length: 2 },
      { offset: 12, length: 2 },
    ]);
  });

  it('reads numbers as their file has them', async () => {
    // [[1.5, -2], [3, 4]] in big-endian float64, by NumPy.
    const { column } = await columnOf(bigEndianArray, npy, 15);
    expect(await column.rows!(Int32Array.of(1, 0))).toEqual({
      ok: true,
      value: Float32Array.of(3, 4, 1.5, -2),
    });
  });

  it('says where a header promises more than there is, before anything is read', async () => {
    for (const [bytes, format] of [
      [pairs, idx],
      [bigEndianArray, npy],
    ] as const) {
      const { outcome, ranges } = await open(bytes.slice(0, -1), format, 0);
      expect(outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code)).toEqual([
        format === idx ? 'idx-size' : 'npy-size',
      ]);
      expect(ranges).toHaveLength(1);
    }
  });
});
