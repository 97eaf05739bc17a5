import type { Column } from '@neurite/contract';
import { describeDefinition } from '@neurite/testing';
import { oneHot } from './one-hot.js';

describeDefinition(oneHot, []);

const readFile = () => {
  throw new Error('It reads no files.');
};
const run = (column: Column, classes = 3, above?: number) =>
  oneHot.host!(column, {
    options: { classes },
    readFile,
    training: Int32Array.of(),
    ...(above === undefined ? {} : { above }),
  });
const labels = (...data: number[]): Column => ({
  type: { dtype: 'int32', shape: [] },
  data: Int32Array.from(data),
});

describe('one_hot', () => {
  it('gives a row of weights for each label', async () => {
    expect(await run(labels(2, 0))).toEqual({
      ok: true,
      value: { column: { type: { dtype: 'float32', shape: [3] }, data: Float32Array.of(0, 0, 1, 1, 0, 0) } },
    });
  });

  it('refuses what is no class', async () => {
    expect(await run(labels(0, 3))).toMatchObject({ diagnostics: [{ code: 'label-range' }] });
    expect(await run(labels(-1))).toMatchObject({ diagnostics: [{ code: 'label-range' }] });
    expect(await run({ type: 'string', data: ['a'] })).toMatchObject({
      diagnostics: [{ code: 'one-hot-type' }],
    });
  });

  it('makes rows when they are wanted, where all of them would take too much', async () => {
    // Three labels of three classes are 36 bytes.
    const held = await run(labels(2, 0, 1), 3, 36);
    expect(held.ok && held.value.column.data).toHaveLength(9);
    const made = await run(labels(2, 0, 1), 3, 35);
    if (!made.ok) throw new Error(made.diagnostics[0]!.message);
    const { type, data, rows } = made.value.column as Extract<Column, { type: object }>;
    expect([type, data.length]).toEqual([{ dtype: 'float32', shape: [3] }, 0]);
    expect(await rows!(Int32Array.of(1, 0, 1))).toEqual({
      ok: true,
      value: Float32Array.of(1, 0, 0, 0, 0, 1, 1, 0, 0),
    });
  });

  it('refuses what would take too much, where it must be held', async () => {
    const codes = async (classes: number, above?: number) => {
      const outcome = await run(labels(0, 0), classes, above);
      return outcome.ok ? [] : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);
    };
    expect(await codes(2 ** 40)).toEqual([
      'data-too-large: What one_hot makes would take 8796093022208 bytes in memory, more than the limit of 1073741824.',
    ]);
    // A single example is more than what is comfortable.
    expect(await codes(2 ** 40, 2 ** 29)).toHaveLength(1);
    expect(await codes(2 ** 27, 2 ** 29)).toEqual([]);
  });
});
