import { reduction } from '../arithmetic.js';

/** `max x`. */
export const max = reduction({
  name: 'max',
  dtype: 'number',
  summary: 'The largest value over axes.',
  formula: 'max x',
  examples: [
    {
      code: 'max',
      inputs: {
        x: [
          [
            [1, 2],
            [3, 6],
          ],
        ],
      },
      expect: { y: [6] },
    },
    {
      code: 'max(axis: -1)',
      options: { axis: -1 },
      inputs: {
        x: [
          [
            [1, 2],
            [3, 6],
          ],
        ],
      },
      expect: { y: [[2, 6]] },
    },
  ],
  reduce: (x, axes, keep, ops) => ops.max(x, axes, keep),
});
