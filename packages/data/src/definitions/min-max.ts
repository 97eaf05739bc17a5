import { transform } from '@neurite/contract';
import { extremes, fitWhole, perOption } from '../preprocessing/moments.js';

/** Maps the range of the training part to [low, high]. */
export const minMax = transform({
  name: 'min_max',
  summary: 'Maps the range of the training part to [low, high].',
  formula: 'low + (high − low) · (x − least) / range',
  description:
    'Other examples may fall outside. One outlier of the training part squeezes everything else: prefer standardize then.',
  options: {
    low: { type: 'float', default: 0, lessThan: 'high', doc: 'Where the least value goes.' },
    high: { type: 'float', default: 1, doc: 'Where the greatest value goes.' },
    per: perOption,
  },
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, ...s]' },
  examples: [
    {
      code: 'min_max(-1, 1)',
      options: { low: -1, high: 1 },
      inputs: {
        x: [
          [0, 5],
          [4, 5],
          [1, 5],
        ],
      },
      expect: {
        y: [
          [-1, -1],
          [1, -1],
          [-0.5, -1],
        ],
      },
    },
  ],
  fitted: { least: '[...s]', range: '[...s]' },
  fit: (column, { per }) => fitWhole(extremes(column.shape, per), column),
  fitting: (shape, { per }) => extremes(shape, per),
  apply: (x, { ops, options: { low, high }, fitted }) =>
    ops.add(ops.mul(ops.div(ops.sub(x, fitted.least), fitted.range), high - low), low),
});
