import { reduction } from '../arithmetic.js';

/** `Σ x`. */
export const sum = reduction({
  name: 'sum',
  dtype: 'number',
  summary: 'The sum over axes.',
  formula: 'Σ x',
  examples: [
    {
      code: 'sum',
      inputs: {
        x: [
          [
            [1, 2],
            [3, 6],
          ],
        ],
      },
      expect: { y: [12] },
    },
    {
      code: 'sum(axis: -1)',
      options: { axis: -1 },
      inputs: {
        x: [
          [
            [1, 2],
            [3, 6],
          ],
        ],
      },
      expect: { y: [[3, 9]] },
    },
  ],
  reduce: (x, axes, keep, ops) => ops.sum(x, axes, keep),
});
