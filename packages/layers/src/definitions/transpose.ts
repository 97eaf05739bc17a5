import { layer } from '@neurite/contract';

/** Swaps the last two axes. */
export const transpose = layer({
  name: 'transpose',
  family: 'arithmetic',
  summary: 'Swaps the last two axes.',
  formula: 'y[i, j] = x[j, i]',
  options: {},
  inputs: { x: 'n[...lead, a, b]' },
  outputs: { y: 'n[...lead, b, a]' },
  examples: [
    {
      code: 'transpose',
      inputs: {
        x: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      expect: {
        y: [
          [1, 4],
          [2, 5],
          [3, 6],
        ],
      },
    },
  ],
  apply: ({ x }, { ops }) => ({ outputs: { y: ops.transpose(x) } }),
});
