import type { Column } from '@neurite/contract';
import { describeDefinition } from '@neurite/testing';
import { oneHot } from './one-hot.js';

describeDefinition(oneHot, []);

const readFile = () => {
  throw new Error('It reads no files.');
};
const run = (column: Column) =>
  oneHot.host!(column, { options: { classes: 3 }, readFile, training: Int32Array.of() });
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
});
