import { reduction } from '../arithmetic.js';

/** `min x`. */
export const min = reduction({
  name: 'min',
  dtype: 'number',
  summary: 'The smallest value over axes.',
  formula: 'min x',
  examples: [
    {
      code: 'min',
      inputs: {
        x: [
          [
            [1, 2],
            [3, 6],
          ],
        ],
      },
      expect: { y: [1] },
    },
    {
      code: 'min(axis: -1)',
      options: { axis: -1 },
      inputs: {
        x: [
          [
            [1, 2],
            [3, 6],
          ],
        ],
      },
      expect: { y: [[1, 3]] },
    },
  ],
  reduce: (x, axes, keep, ops) => ops.min(x, axes, keep),
});
