import { mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { success, type Column, type HostArray, type Outcome, type Table } from '@neurite/contract';
import { compressedArchive } from '../test/files.js';
import { npyBytes, zipBytes, type ZipMember } from '../test/npz-files.js';
import { pieceWorld, type PieceOptions } from '../test/piece-world.js';
import { npz } from './npz.js';

const random = { uniform: () => 0, normal: () => 0, integer: () => 0 };

const open = async (bytes: Uint8Array, above: number, trouble: PieceOptions = {}) => {
  const { ranges, scratches, ...files } = pieceWorld({ 'set.npz': bytes }, above, trouble);
  return { outcome: await npz.open({ options: { file: 'set.npz' }, random, ...files }), ranges, scratches };
};
const problemOf = (outcome: Outcome<Table>): string =>
  outcome.ok ? 'ok' : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join();
const tableOf = (outcome: Outcome<Table>): Table => {
  if (!outcome.ok) throw new Error(problemOf(outcome));
  return outcome.value;
};
const rowsOf = async (column: Column | undefined, ...rows: number[]): Promise<HostArray> => {
  if (typeof column?.type !== 'object') throw new Error('It is no column of numbers.');
  const read = await (column as { rows: (rows: Int32Array) => Promise<Outcome<HostArray>> }).rows(
    Int32Array.from(rows),
  );
  if (!read.ok) throw new Error(read.diagnostics[0]!.message);
  return read.value;
};

const COUNT = 1000;
const x = Float32Array.from({ length: COUNT * 3 }, (_, at) => Math.sin(at));
const y = Int32Array.from({ length: COUNT }, (_, row) => (row * 7919) % 10);
const members = (packed: boolean): readonly ZipMember[] => [
  { name: 'x.npy', bytes: npyBytes('<f4', [COUNT, 3], x), packed },
  { name: 'y.npy', bytes: npyBytes('<i4', [COUNT], y), packed: !packed },
];

describe('npz that would take too much memory', () => {
  it.each([
    ['the first member packed', true],
    ['the second member packed', false],
  ])('has the same bits as one that is held: %s', async (_what, packed) => {
    const archive = zipBytes(members(packed));
    const held = tableOf((await open(archive, COUNT * 16)).outcome);
    expect(held.columns['x']!.data).toEqual(x);
    expect(held.columns['y']!.data).toEqual(y);
    const { outcome, scratches } = await open(archive, COUNT * 16 - 1);
    const { columns, count } = tableOf(outcome);
    expect(count).toBe(COUNT);
    expect(columns['x']!.data).toHaveLength(0);
    expect(await rowsOf(columns['x'], 999, 0, 1)).toEqual(
      Float32Array.of(...x.subarray(2997), ...x.subarray(0, 6)),
    );
    expect(await rowsOf(columns['y'], 5, 999)).toEqual(Int32Array.of(y[5]!, y[999]!));
    // Only what is packed is unpacked.
    expect(scratches.map(({ bytes }) => bytes)).toEqual([
      members(packed).find((member) => member.packed)!.bytes,
    ]);
  });

  it('reads what NumPy packed', async () => {
    const { columns } = tableOf((await open(compressedArchive, 11)).outcome);
    expect(await rowsOf(columns['x'], 2, 0)).toEqual(Float32Array.of(2, 2.5, 0, 0.5));
    expect(await rowsOf(columns['label'], 1, 2)).toEqual(Int32Array.of(1, 2));
  });

  it('needs no room for members that are stored: rows come from their places', async () => {
    const archive = zipBytes(members(false).map((member) => ({ ...member, packed: false })));
    const { outcome, scratches, ranges } = await open(archive, 100);
    const before = ranges.length;
    await rowsOf(tableOf(outcome).columns['x'], 10);
    expect(scratches).toEqual([]);
    expect(ranges.slice(before).map(({ length }) => length)).toEqual([12]);
  });

  it('refuses every truncation and any lie, packed or not, and gives the room back', async () => {
    for (const packed of [true, false]) {
      const archive = zipBytes(members(packed));
      for (let length = 0; length < archive.length; length += 97) {
        const { outcome, scratches } = await open(archive.subarray(0, length), 100);
        expect(problemOf(outcome)).toMatch(/^npz-archive: /);
        expect(scratches).toEqual([]);
      }
    }
    const lying = (change: Partial<ZipMember>, packed = true) =>
      zipBytes([{ ...members(packed)[0]!, packed, ...change }]);
    const size = npyBytes('<f4', [COUNT, 3], x).length;
    for (const [archive, problem] of [
      // The directory says more, or less, than there is; the header of the array agrees with neither.
      [lying({ claim: size + 1 }), /^npy-size: set.npz\/x.npy promises 12000 .* holds 12001/],
      [lying({ claim: size - 1 }), /^npz-archive: .* has more than the 12127 bytes that the directory says/],
      [lying({ claim: size + 1 }, false), /^npz-archive: .* has 12128 bytes, the directory says 12129/],
      [
        lying({ bytes: npyBytes('<f4', [COUNT, 3], x).slice(0, -1), claim: size }),
        /^npy-size: .* holds 11999/,
      ],
      [
        lying({ bytes: npyBytes('<f4', [COUNT, 3], new Float32Array(9_000_000)), claim: size }),
        /^npz-archive: .* has more than the 12128 bytes/,
      ],
      [lying({ claim: 2 ** 41 }), /^unpacked-too-large: set.npz takes 2199023255552 bytes/],
    ] as const) {
      const { outcome, scratches } = await open(archive, 100);
      expect(problemOf(outcome)).toMatch(problem);
      expect(scratches.every(({ isClosed }) => isClosed)).toBe(true);
    }
  });

  it('says where a number does not fit, when its row is read', async () => {
    const archive = zipBytes([
      {
        name: 'y.npy',
        bytes: npyBytes(
          '<i8',
          [200],
          Int32Array.from({ length: 400 }, (_, at) => at % 2),
        ),
      },
    ]);
    const { y: column } = tableOf((await open(archive, 100)).outcome).columns;
    const read = await (column as { rows: (rows: Int32Array) => Promise<Outcome<HostArray>> }).rows(
      Int32Array.of(7),
    );
    expect(read.ok ? '' : read.diagnostics[0]!.message).toBe(
      'set.npz/y.npy, entry 8: 4294967296 does not fit into 32 bits.',
    );
  });

  it('gives the room of an earlier member back where a later one is damaged', async () => {
    const [first, second] = members(true) as readonly [ZipMember, ZipMember];
    const cut = { ...second, packed: true, bytes: second.bytes.slice(0, -1), claim: second.bytes.length };
    const { outcome, scratches } = await open(zipBytes([first, cut]), 100);
    expect(problemOf(outcome)).toMatch(/^npy-size: set.npz\/y.npy/);
    expect(scratches.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  it('reads archives beyond 4 GiB, whose directory has 64-bit numbers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'neurite-npz-'));
    try {
      // 1.5 · 2³⁰ numbers of four bytes, which are a hole in the file but for the last, and a second array behind them.
      const rows = 3 * 2 ** 19;
      const head = npyBytes('<f4', [rows, 1024], new Float32Array());
      const archive = zipBytes([
        { name: 'x.npy', bytes: head, hole: rows * 4096 },
        { name: 'y.npy', bytes: npyBytes('|u1', [rows], new Uint8Array()), hole: rows },
      ]);
      const handle = await openFile(join(folder, 'large.npz'), 'w+');
      try {
        let [at, offset] = [0, 0];
        for (const { length, hole } of archive.pieces) {
          await handle.write(archive, at, length, offset);
          at += length;
          offset += length + hole;
        }
        const last = 30 + 'x.npy'.length + head.length + rows * 4096 - 4;
        await handle.write(new Uint8Array(Float32Array.of(2.5).buffer), 0, 4, last);
        const { size } = await handle.stat();
        expect(size).toBeGreaterThan(2 ** 32);
        const { streaming, ...files } = pieceWorld({}, 2 ** 20);
        const read = async (ranges: readonly { offset: number; length: number }[]) => {
          const pieces = ranges.map(({ length }) => new Uint8Array(length));
          for (const [index, { offset: start }] of ranges.entries())
            await handle.read(pieces[index]!, 0, pieces[index]!.length, start);
          return success(pieces);
        };
        const table = await npz.open({
          options: { file: 'large.npz' },
          random,
          ...files,
          streaming: { ...streaming, open: async () => success({ size, read }) },
        });
        const { count, columns } = tableOf(table);
        expect(count).toBe(rows);
        const row = await rowsOf(columns['x'], rows - 1);
        expect([row.length, row.at(-1), row.at(-2)]).toEqual([1024, 2.5, 0]);
        expect(await rowsOf(columns['y'], rows - 1)).toEqual(Float32Array.of(0));
      } finally {
        await handle.close();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
