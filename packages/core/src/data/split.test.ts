import type { DataPlan } from '@neurite/contract';
import { moonsPlan } from '../test/mlp.js';
import { splitRows } from './split.js';

const { name, source, fields } = moonsPlan();
const plain: DataPlan = { name, source, fields };

const rowsOf = (changes: Partial<DataPlan>, count: number) => {
  const rows = splitRows({ ...plain, ...changes }, count);
  if (!rows.ok) throw new Error(rows.diagnostics[0]!.message);
  return Object.fromEntries(Object.entries(rows.value).map(([part, own]) => [part, [...own]]));
};

describe('splitRows', () => {
  it('takes the last rows for the test, and those before them for validation', () => {
    expect(rowsOf({ test: { count: 2 }, validation: { fraction: 0.3 } }, 10)).toEqual({
      train: [0, 1, 2, 3, 4],
      validation: [5, 6, 7],
      test: [8, 9],
    });
  });

  it('takes a fold from where its number says', () => {
    expect(rowsOf({ validation: { fold: 1, of: 3 } }, 6)).toEqual({
      train: [0, 1, 4, 5],
      validation: [2, 3],
    });
  });

  it('gives every row but the test to one of the folds, and folds that are as good as equal', () => {
    const folds = [0, 1, 2, 3].map((fold) => rowsOf({ test: { count: 3 }, validation: { fold, of: 4 } }, 13));
    expect(folds.flatMap(({ validation }) => validation)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(folds.map(({ validation }) => validation!.length)).toEqual([2, 3, 2, 3]);
    for (const { train, validation } of folds)
      expect([...train!, ...validation!].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
