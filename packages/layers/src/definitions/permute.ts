import { layer } from '@neurite/contract';

/** The same axes in another order. */
export const permute = layer({
  name: 'permute',
  family: 'shape',
  summary: 'The same axes in another order; the batch stays.',
  formula: 'axis i of y is axis order[i] of x',
  options: {
    order: {
      type: 'axes',
      doc: 'All axes after the batch, counted from 0 or from the end, in their new order.',
    },
  },
  inputs: { x: 'n[batch, ...s]' },
  outputs: { y: 'n[batch, ...permuted(s, order)]' },
  examples: [
    {
      code: 'permute([1, 0])',
      options: { order: [-1, -2] },
      inputs: {
        x: [
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ],
      },
      expect: {
        y: [
          [
            [1, 4],
            [2, 5],
            [3, 6],
          ],
        ],
      },
    },
  ],
  apply: ({ x }, { ops, options: { order } }) => {
    const rank = ops.shape(x).length;
    const axes = (typeof order === 'number' ? [order] : order).map((axis) =>
      axis < 0 ? axis + rank : axis + 1,
    );
    // Axes before those that are named stay.
    const lead = Array.from({ length: rank - axes.length }, (_, axis) => axis);
    return { outputs: { y: ops.transpose(x, [...lead, ...axes]) } };
  },
});
