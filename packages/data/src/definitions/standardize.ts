import { transform } from '@neurite/contract';
import { fitWhole, moments, perOption } from '../preprocessing/moments.js';

/** Mean 0 and variance 1, by statistics of the training part. */
export const standardize = transform({
  name: 'standardize',
  summary: 'Subtracts the mean and divides by the standard deviation of the training part.',
  formula: '(x − mean) / deviation',
  description:
    'Statistics are kept in the artifact and applied unchanged to all other examples. Where the deviation is 0 it counts as 1.',
  references: ['Y. LeCun, L. Bottou, G. Orr, K. Müller: Efficient BackProp, 1998'],
  options: { per: perOption },
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, ...s]' },
  examples: [
    {
      code: 'standardize',
      inputs: {
        x: [
          [1, 10],
          [3, 30],
        ],
      },
      expect: {
        y: [
          [-1, -1],
          [1, 1],
        ],
      },
    },
    {
      code: 'standardize(per: all)',
      options: { per: 'all' },
      inputs: {
        x: [
          [0, 4],
          [0, 4],
        ],
      },
      expect: {
        y: [
          [-1, 1],
          [-1, 1],
        ],
      },
    },
    {
      // Fitted elsewhere: the statistics of the training part are applied unchanged.
      code: 'standardize',
      inputs: { x: [[5, 7]] },
      state: { mean: [1, 3], deviation: [2, 4] },
      expect: { y: [[2, 1]] },
    },
  ],
  fitted: { mean: '[...s]', deviation: '[...s]' },
  fit: (column, { per }) => fitWhole(moments(column.shape, per), column),
  fitting: (shape, { per }) => moments(shape, per),
  apply: (x, { ops, fitted }) => ops.div(ops.sub(x, fitted.mean), fitted.deviation),
});
