import { gzipSync } from 'node:zlib';
import type { Column, HostArray, Outcome, Table } from '@neurite/contract';
import fc from 'fast-check';
import { csv } from '../definitions/csv.js';
import { pieceWorld, type PieceOptions } from '../test/piece-world.js';
import { readCsv, type CsvOptions } from './csv.js';

const random = { uniform: () => 0, normal: () => 0, integer: () => 0 };

/** Opens a file by the source. */
const open = async (
  bytes: Uint8Array,
  above: number,
  options: CsvOptions = {},
  trouble: PieceOptions = {},
) => {
  const { ranges, scratches, ...files } = pieceWorld({ 'cars.csv': bytes }, above, trouble);
  const outcome = await csv.open({
    options: {
      file: 'cars.csv',
      header: options.header ?? true,
      delimiter: options.delimiter ?? ',',
      features: options.features ?? null,
      missing: options.missing ?? 'error',
    },
    random,
    ...files,
  });
  return { outcome, ranges, scratches };
};

const tableOf = (outcome: Outcome<Table>): Table => {
  if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
  return outcome.value;
};

const problemOf = (outcome: Outcome<Table>): readonly string[] =>
  outcome.ok ? [] : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);

/** What rows of a column are, held or not. */
const rowsOf = async (column: Column, rows: Int32Array): Promise<HostArray | readonly string[]> => {
  if (column.type === 'list' || column.rows === undefined) throw new Error('It is held.');
  const read = await (column.type === 'string' ? column.rows.read(rows) : (column as Read).rows(rows));
  if (!read.ok) throw new Error(read.diagnostics[0]!.message);
  return read.value;
};
type Read = { readonly rows: (rows: Int32Array) => Promise<Outcome<HostArray>> };

const encode = (text: string) => new TextEncoder().encode(text);

/** Kinds of all sorts: a name that differs in each row, one of few, and some that are not UTF-16 of one unit. */
const carsOf = (count: number): Uint8Array =>
  encode(
    `speed,doors,electric,maker,name\r\n${Array.from(
      { length: count },
      (_, row) =>
        `${Math.sin(row) * 10 ** ((row % 9) - 4)},${(row * 7919) % 5},${row % 3 === 0},${['"α, β"', 'Beta', '😀'][row % 3]},"car ""${row}"""`,
    ).join('\r\n')}\r\n`,
  );
const COUNT = 500;
const cars = carsOf(COUNT);
// In the scratch file 49 bytes for each row: more than one chunk of 1 MiB.
const MANY = 22_000;
const many = carsOf(MANY);

describe('a CSV file that would take too much memory', () => {
  it.each([
    ['plain', many],
    ['gzip', gzipSync(many)],
  ])('has the same bits in every column as one that is held: %s', async (_what, bytes) => {
    const options = { features: ['doors', 'speed'] };
    const held = tableOf(readCsv(many, options));
    const { outcome, scratches } = await open(bytes, 1000, options);
    const read = tableOf(outcome);
    expect(read.count).toBe(MANY);
    expect(Object.keys(read.columns)).toEqual(Object.keys(held.columns));
    const all = Int32Array.from({ length: MANY }, (_, row) => row);
    const some = all.filter((row) => row % 7 === 3 || row > MANY - 20);
    for (const [name, column] of Object.entries(held.columns)) {
      const own = read.columns[name]!;
      expect(own.type).toEqual(column.type);
      expect(own.data).toHaveLength(0);
      expect(await rowsOf(own, all)).toEqual(column.data);
      const size = typeof column.type === 'object' ? (column.type.shape[0] ?? 1) : 1;
      const values = [...column.data] as readonly unknown[];
      expect([...(await rowsOf(own, some))]).toEqual(
        [...some].flatMap((row) => values.slice(row * size, (row + 1) * size)),
      );
    }
    expect(scratches.map(({ isClosed }) => isClosed)).toEqual([false]);
  });

  it('is held where it fits, and needs no scratch file then', async () => {
    // 3 numbers of four bytes and 2 texts of 32.
    const { outcome, scratches } = await open(cars, COUNT * (3 * 4 + 2 * 32));
    expect(tableOf(outcome)).toEqual(tableOf(readCsv(cars)));
    expect(scratches).toEqual([]);
    const other = await open(cars, COUNT * (3 * 4 + 2 * 32) - 1);
    expect(other.scratches).toHaveLength(1);
  });

  it('writes names of classes once, and says what texts would take', async () => {
    const { outcome, scratches } = await open(cars, 1000);
    const { maker, name } = tableOf(outcome).columns as Readonly<Record<string, Column>>;
    if (maker?.type !== 'string' || name?.type !== 'string') throw new Error('They are no texts.');
    const text = new TextDecoder().decode(scratches[0]!.bytes);
    expect(text.split('Beta')).toHaveLength(2);
    expect(text.split('car "321"')).toHaveLength(2);
    // A reference for each row; of three makers less than 200 bytes in all, of each name 24 and two for each letter.
    expect(maker.rows!.bytes).toBeLessThan(8 * COUNT + 200);
    expect(name.rows!.bytes).toBeGreaterThan((8 + 24 + 2 * 'car "0"'.length) * COUNT);
  });

  it('drops rows with empty cells, and reads what has no header', async () => {
    const text = Array.from({ length: 300 }, (_, row) => (row % 4 === 1 ? `${row};` : `${row};x`)).join('\n');
    const options = { header: false, delimiter: ';', missing: 'drop' } as const;
    const { outcome } = await open(encode(text), 100, options);
    const { count, columns } = tableOf(outcome);
    expect([count, Object.keys(columns)]).toEqual([225, ['column_1', 'column_2']]);
    expect(await rowsOf(columns['column_1']!, Int32Array.of(0, 1, 2, 224))).toEqual(
      Int32Array.of(0, 2, 3, 299),
    );
  });

  it('says what is wrong in the words of one that is held, and leaves nothing behind', async () => {
    const few = '1,2\n'.repeat(400);
    // More than one piece, by blanks that do not count.
    const rows = `1,2${' '.repeat(60)}\n`.repeat(17_000);
    for (const [text, options] of [
      [`a,b\n${rows}3\n`, {}],
      [`a,b\n${rows}3,"4\n`, {}],
      [`a,b\n${rows}3,\n`, {}],
      [`a,a\n${few}`, {}],
      ['a,b\n', {}],
      ['', {}],
      [`a,b\n${few}`, { features: ['c'] }],
      [`a,b\n${few}x,1\n`, { features: ['a'] }],
    ] satisfies readonly (readonly [string, CsvOptions])[]) {
      const bytes = encode(text);
      const expected = problemOf(readCsv(bytes, options, 'cars.csv'));
      expect(expected).toHaveLength(1);
      for (const content of [bytes, gzipSync(bytes, { level: 1 })]) {
        const { outcome, scratches } = await open(content, 1000, options);
        expect(problemOf(outcome)).toEqual(expected);
        expect(scratches).toEqual([]);
      }
    }
  });

  it('never holds more than some megabytes of a long file', async () => {
    // 4 MB of text; three columns, and two of them side by side.
    const line = encode(`1234.5678,42,true${' '.repeat(21)}\r\n`);
    const head = encode('a,b,c\r\n');
    const rows = 100_000;
    const bytes = new Uint8Array(head.length + rows * line.length);
    bytes.set(head);
    for (let row = 0; row < rows; row++) bytes.set(line, head.length + row * line.length);
    const { outcome, ranges, scratches } = await open(bytes, 2 ** 20, { features: ['a', 'b'] });
    const { columns } = tableOf(outcome);
    expect(scratches[0]!.bytes).toHaveLength(rows * (4 + 4 + 1 + 8));
    expect(Math.max(...ranges.map(({ length }) => length))).toBe(2 ** 20);
    expect(scratches[0]!.largest).toBeLessThan(2 ** 21);
    expect(await rowsOf(columns['features']!, Int32Array.of(0, rows - 1))).toEqual(
      Float32Array.of(1234.5678, 42, 1234.5678, 42),
    );
  });

  it('stops at the limit of what it may become on the disk, and where the disk is full', async () => {
    const bomb = gzipSync(encode(`a,b\n${'1,2\n'.repeat(100_000)}`));
    const bombed = await open(bomb, 100, {}, { most: 300_000 });
    expect(problemOf(bombed.outcome)[0]).toMatch(/^unpacked-too-large: cars.csv takes \d+ bytes or more/);
    expect(bombed.scratches).toEqual([]);
    // The numbers alone take two times four bytes for each row, one of text seven.
    const narrow = await open(encode(`a,b\n${'1,22222\n'.repeat(1000)}`), 100, {}, { most: 7999 });
    expect(problemOf(narrow.outcome)[0]).toMatch(/^unpacked-too-large: .* 8000 bytes .* limit of 7999/);
    // Texts count as well, once they are written.
    const names = encode(`a\n${Array.from({ length: 1000 }, (_, row) => `text ${row}\n`).join('')}`);
    const wordy = await open(names, 100, {}, { most: 17_000 });
    expect(problemOf(wordy.outcome)[0]).toMatch(/^unpacked-too-large/);
    expect(wordy.scratches.map(({ isClosed }) => isClosed)).toEqual([true]);
    const full = await open(cars, 100, {}, { room: 10_000 });
    expect(problemOf(full.outcome)).toEqual(['disk-full: no room']);
    expect(full.scratches.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  it('refuses a gzip file that was cut off, wherever that is', async () => {
    const packed = gzipSync(cars);
    for (const length of [3, 20, 1000, packed.length - 9, packed.length - 1]) {
      const { outcome, scratches } = await open(packed.subarray(0, length), 1000);
      expect(problemOf(outcome)[0]).toMatch(/^gzip-corrupt: cars.csv is not a whole gzip file/);
      expect(scratches).toEqual([]);
    }
  });

  it('comes to the same as one that is held, whatever the bytes are', async () => {
    const cells = fc.constantFrom('1', '-2', '2.5', 'true', 'x', '"y,z"', '"q""q"', 'é', '', '"', ' 7 ');
    const bytes = fc.oneof(
      fc
        .array(fc.array(cells, { minLength: 2, maxLength: 2 }), { maxLength: 6 })
        .map((rows) => encode(rows.map((row) => row.join()).join('\n'))),
      fc.uint8Array({ maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (content, header) => {
        const options = { header, missing: 'drop' } as const;
        const held = readCsv(content, options, 'cars.csv');
        const { outcome, scratches } = await open(content, 0, options);
        expect(problemOf(outcome)).toEqual(problemOf(held));
        expect(scratches.map(({ isClosed }) => isClosed)).toEqual(held.ok ? [false] : []);
        if (!held.ok || !outcome.ok) return;
        const all = Int32Array.from({ length: held.value.count }, (_, row) => row);
        for (const [name, { type, data }] of Object.entries(held.value.columns)) {
          const own = outcome.value.columns[name]!;
          expect(own.type).toEqual(type);
          expect(await rowsOf(own, all)).toEqual(data);
        }
      }),
      { numRuns: 400, seed: 20_261_127 },
    );
  });
});
