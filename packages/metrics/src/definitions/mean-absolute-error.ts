import { meanError } from '../errors.js';

/** `1/n · Σ |x − t|`. */
export const meanAbsoluteError = meanError({
  name: 'mean_absolute_error',
  summary: 'The mean of the absolute errors.',
  formula: '1/n · Σ |x − t|',
  examples: [
    {
      code: 'mean_absolute_error(y, target)',
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
      expect: { value: 1.25 },
    },
  ],
  error: (x, t, ops) => ops.abs(ops.sub(x, t)),
});
