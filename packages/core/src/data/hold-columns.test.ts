import { failure, success, type Column, type Table } from '@neurite/contract';
import { holdColumns } from './hold-columns.js';

/** A column of numbers ten times their row, `size` for each example; and the most rows that were asked for at once. */
const numbers = (size: number) => {
  const asked: Int32Array[] = [];
  const column: Column = {
    type: { dtype: 'int32', shape: [size] },
    data: new Int32Array(),
    rows: async (rows) => {
      asked.push(rows);
      return success(
        Int32Array.from({ length: rows.length * size }, (_, at) => rows[Math.floor(at / size)]! * 10),
      );
    },
  };
  return { asked, column };
};
const texts = (bytes: number): Column => ({
  type: 'string',
  data: [],
  rows: { bytes, read: async (rows) => success(Array.from(rows, (row) => `text ${row}`)) },
});

const heldNames = async (
  columns: Table['columns'],
  { of = 10, count = of, above }: { of?: number; count?: number; above: number },
  wanted = new Set(Object.keys(columns)),
) => {
  const table = await holdColumns({ columns, count: of }, wanted, { count, above });
  if (!table.ok) throw new Error(table.diagnostics[0]!.message);
  const held = Object.entries(table.value.columns).filter(([, column]) => column.data.length > 0);
  return { names: held.map(([name]) => name), table: table.value };
};

describe('holdColumns', () => {
  it('holds the narrowest, as long as together they fit', async () => {
    // Ten rows: 120, 40, 80 and 60 bytes.
    const columns = {
      three: numbers(3).column,
      one: numbers(1).column,
      two: numbers(2).column,
      words: texts(60),
    };
    expect((await heldNames(columns, { above: 39 })).names).toEqual([]);
    expect((await heldNames(columns, { above: 99 })).names).toEqual(['one']);
    expect((await heldNames(columns, { above: 100 })).names).toEqual(['one', 'words']);
    expect((await heldNames(columns, { above: 300 })).names).toEqual(['three', 'one', 'two', 'words']);
    const { table } = await heldNames(columns, { above: 300 });
    expect(table.columns['one']).toEqual({
      type: { dtype: 'int32', shape: [1] },
      data: Int32Array.of(0, 10, 20, 30, 40, 50, 60, 70, 80, 90),
    });
    expect(table.columns['words']!.data.slice(8)).toEqual(['text 8', 'text 9']);
  });

  it('reads nothing of columns that nobody wants', async () => {
    const { column, asked } = numbers(1);
    const { names } = await heldNames({ x: column }, { above: 1000 }, new Set(['y']));
    expect([names, asked]).toEqual([[], []]);
  });

  it('reads no more than the rows that count', async () => {
    const { column, asked } = numbers(2);
    const held: Column = { type: { dtype: 'float32', shape: [] }, data: Float32Array.of(1, 2, 3, 4) };
    const columns = { x: column, y: held, words: texts(400) };
    const { names, table } = await heldNames(columns, { of: 4, count: 3, above: 324 });
    expect(table.count).toBe(3);
    expect(names).toEqual(['x', 'y', 'words']);
    expect(asked.map((rows) => [...rows])).toEqual([[0, 1, 2]]);
    expect(table.columns['y']!.data).toEqual(Float32Array.of(1, 2, 3));
    expect(table.columns['words']!.data).toHaveLength(3);
  });

  it('reads pieces, however long a column is', async () => {
    const { column, asked } = numbers(1);
    const count = 10_000_000;
    await heldNames({ x: column }, { of: count, above: 4 * count });
    expect(asked.reduce((sum, { length }) => sum + length, 0)).toBe(count);
    expect(Math.max(...asked.map(({ length }) => length))).toBe(2 ** 22);
  });

  it('says what cannot be read', async () => {
    const problem = failure({ code: 'file-changed', severity: 'error', message: 'changed' });
    const column: Column = { ...numbers(1).column, rows: async () => problem } as Column;
    const outcome = await holdColumns({ columns: { x: column }, count: 4 }, new Set(['x']), {
      count: 4,
      above: 100,
    });
    expect(outcome).toEqual(problem);
  });
});
