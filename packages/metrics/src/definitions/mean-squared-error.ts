import { meanError } from '../errors.js';

/** `1/n · Σ (x − t)²`. */
export const meanSquaredError = meanError({
  name: 'mean_squared_error',
  summary: 'The mean of the squared errors.',
  formula: '1/n · Σ (x − t)²',
  examples: [
    {
      code: 'mean_squared_error(y, target)',
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
      expect: { value: 3.25 },
    },
  ],
  error: (x, t, ops) => ops.square(ops.sub(x, t)),
});
