import { reduction } from '../arithmetic.js';

/** `1/n · Σ x`. */
export const mean = reduction({
  name: 'mean',
  dtype: 'float32',
  summary: 'The mean over axes.',
  formula: '1/n · Σ x',
  examples: [
    {
      code: 'mean',
      inputs: {
        x: [
          [
            [1, 2],
            [3, 6],
          ],
        ],
      },
      expect: { y: [3] },
    },
    {
      code: 'mean(axis: -1)',
      options: { axis: -1 },
      inputs: {
        x: [
          [
            [1, 2],
            [3, 6],
          ],
        ],
      },
      expect: { y: [[1.5, 4.5]] },
    },
    {
      code: 'mean(axis: -2, keep: true)',
      options: { axis: -2, keep: true },
      inputs: {
        x: [
          [
            [1, 2],
            [3, 6],
          ],
        ],
      },
      expect: { y: [[[2, 4]]] },
    },
  ],
  reduce: (x, axes, keep, ops) => ops.mean(x, axes, keep),
});
