import { meanError } from '../errors.js';

/** `100/n · Σ |x − t| / |t|`. */
export const meanAbsolutePercentageError = meanError({
  name: 'mean_absolute_percentage_error',
  summary: 'The mean error in percent of the target.',
  formula: '100/n · Σ |x − t| / |t|',
  description: 'Not where targets may be near 0.',
  examples: [
    {
      code: 'mean_absolute_percentage_error(y, target)',
      inputs: {
        prediction: [
          [1, 2],
          [0, 4],
        ],
        target: [
          [1, 4],
          [3, 4],
        ],
        weight: [1, 1],
      },
      expect: { value: 37.5 },
    },
  ],
  error: (x, t, ops) => ops.div(ops.abs(ops.sub(x, t)), ops.maximum(ops.abs(t), 1e-7)),
  finish: (mean) => 100 * mean,
});
