import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { bigEndianArray, idxBytes } from '../test/files.js';
import { pieceWorld, type PieceOptions } from '../test/piece-world.js';
import { openArray } from './array-column.js';
import { idxFormat as idx } from './idx.js';
import type { ArrayFormat } from './layout.js';
import { npyFormat as npy } from './npy.js';

/** Opens bytes as a file that is read in pieces. */
const open = async (bytes: Uint8Array, format: ArrayFormat, above: number, options: PieceOptions = {}) => {
  const { ranges, scratches, ...files } = pieceWorld({ file: bytes }, above, options);
  return { outcome: await openArray('file', files, format), ranges, scratches };
};

const columnOf = async (bytes: Uint8Array, format: ArrayFormat, above: number) => {
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
      // Two bytes say whether it is packed, then comes the header.
      expect(ranges).toHaveLength(2);
    }
  });

  describe('of a file that is compressed', () => {
    // 40,000 examples of 32 bytes: 1.28 MB, more than a piece, and five times as many in memory.
    const numbers = Uint8Array.from({ length: 40_000 * 32 }, (_, at) => (at * at) % 251);
    const large = idxBytes(8, [40_000, 32], []);
    const whole = new Uint8Array(large.length + numbers.length);
    whole.set(large);
    whole.set(numbers, large.length);
    const above = 2 ** 20;
    const problem = ({ outcome }: Awaited<ReturnType<typeof open>>) =>
      outcome.ok ? 'ok' : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join();

    it('inflates it once, and reads rows from there', async () => {
      const { outcome, scratches, ranges } = await open(gzipSync(whole), idx, above);
      if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
      const { column } = outcome.value;
      expect(column.data).toHaveLength(0);
      expect(Buffer.compare(scratches[0]!.bytes, whole)).toBe(0);
      const inflated = ranges.length;
      const rows = Int32Array.of(39_999, 7, 8);
      expect(await column.rows!(rows)).toEqual({
        ok: true,
        value: Float32Array.from([...rows].flatMap((row) => [...numbers.subarray(row * 32, row * 32 + 32)])),
      });
      expect(ranges).toHaveLength(inflated);
      expect(scratches[0]!.isClosed).toBe(false);
      // A piece and what the last chunk before it had too much.
      expect(scratches[0]!.largest).toBeLessThan(2 ** 20 + 2 ** 17);
    });

    it('holds what is small, and needs no room for it', async () => {
      const { outcome, scratches } = await open(gzipSync(whole), idx, 40_000 * 32 * 4);
      const { data } = outcome.ok ? outcome.value.column : { data: [] };
      expect(data).toHaveLength(numbers.length);
      expect(numbers.findIndex((number, at) => number !== data[at])).toBe(-1);
      expect(scratches).toEqual([]);
    });

    it('refuses what was cut off or is damaged, and gives the room back', async () => {
      const packed = gzipSync(whole);
      const damaged = packed.slice();
      damaged[packed.length >> 1]! ^= 0xff;
      for (const bytes of [
        packed.subarray(0, packed.length >> 1),
        packed.subarray(0, -4),
        packed.subarray(0, 12),
        damaged,
      ]) {
        const opened = await open(bytes, idx, above);
        expect(problem(opened)).toMatch(/^gzip-corrupt: file is not a whole gzip file/);
        expect(opened.scratches.every(({ isClosed }) => isClosed)).toBe(true);
      }
    });

    it('says where a header lies: there is more, or less, than it promises', async () => {
      const short = await open(gzipSync(whole.subarray(0, -1)), idx, above);
      expect(problem(short)).toBe(
        'idx-size: file promises 1280000 bytes of data (40000 × 32), but holds 1279999.',
      );
      const more = new Uint8Array(whole.length + 3_000_000);
      more.set(whole);
      const long = await open(gzipSync(more), idx, above);
      expect(problem(long)).toMatch(/^idx-size: file promises 1280000 .* holds 4280000/);
      for (const { scratches } of [short, long]) {
        expect(scratches.map(({ isClosed }) => isClosed)).toEqual([true]);
        // Nothing was written of what is not promised.
        expect(scratches[0]!.bytes.length).toBeLessThanOrEqual(whole.length);
      }
      const endless = idxBytes(8, [2 ** 31 - 1, 255], []);
      expect(problem(await open(gzipSync(endless), idx, above))).toMatch(/^idx-size: .* holds 0\./);
      expect(problem(await open(gzipSync(endless), idx, above, { most: 2 ** 38 }))).toMatch(
        /^unpacked-too-large: file takes 547608329997 bytes/,
      );
    });

    it('stops at its limit: a bomb costs no more than that', async () => {
      const more = new Uint8Array(10_000_000);
      more.set(whole);
      const bomb = await open(gzipSync(more), idx, above, { most: 2_000_000 });
      expect(problem(bomb)).toMatch(/^unpacked-too-large: file takes 2\d{6} bytes or more .* of 2000000/);
      expect(bomb.scratches.map(({ isClosed }) => isClosed)).toEqual([true]);
      const full = await open(gzipSync(whole), idx, above, { room: 1_100_000 });
      expect(problem(full)).toBe('disk-full: no room');
      expect(full.scratches.map(({ isClosed }) => isClosed)).toEqual([true]);
    });

    it('survives any changed byte, and gives the room back', async () => {
      const small = gzipSync(
        idxBytes(
          8,
          [40, 3],
          Array.from({ length: 120 }, (_, at) => (at * 37) % 251),
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.nat(small.length - 1), fc.nat(255), async (at, byte) => {
          const changed = small.slice();
          changed[at] = byte;
          const { outcome, scratches } = await open(changed, idx, 100, { most: 10_000 });
          expect(outcome.ok || outcome.diagnostics.length > 0).toBe(true);
          expect(scratches.every(({ isClosed }) => isClosed !== outcome.ok)).toBe(true);
        }),
        { numRuns: 300, seed: 20_261_126 },
      );
    });
  });
});
