import { success, type Column } from '@neurite/contract';
import { readAhead, windowOf } from './windows.js';

/** A column of numbers ten times their row, and the rows that were asked for. */
const streamed = () => {
  const asked: number[][] = [];
  const column: Column = {
    type: { dtype: 'float32', shape: [] },
    data: new Float32Array(),
    rows: async (rows) => {
      asked.push([...rows]);
      return success(Float32Array.from(rows, (row) => row * 10));
    },
  };
  return { asked, part: { columns: new Map([['x', column]]), rows: Int32Array.of(4, 2, 9, 0, 7) } };
};

describe('readAhead', () => {
  it('asks for the next batch as soon as one is there, and for none behind the last', async () => {
    const { asked, part } = streamed();
    const windows = readAhead(part, part.rows, 2)!;
    expect(asked).toEqual([]);
    const first = await windows(0);
    expect(first.ok && first.value.columns.get('x')!.data).toEqual(Float32Array.of(20, 40));
    expect(asked).toEqual([
      [2, 4],
      [0, 9],
    ]);
    await windows(1);
    await windows(2);
    expect(asked).toEqual([[2, 4], [0, 9], [7]]);
  });

  it('asks for nothing where everything is held', async () => {
    const column: Column = { type: { dtype: 'float32', shape: [] }, data: Float32Array.of(1, 2) };
    const part = { columns: new Map([['x', column]]), rows: Int32Array.of(0, 1) };
    expect(readAhead(part, part.rows, 2)).toBeUndefined();
    const window = await windowOf(part, part.rows);
    expect(window.ok && window.value).toBe(part);
  });
});
