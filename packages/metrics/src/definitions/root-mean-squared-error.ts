import { meanError } from '../errors.js';

/** `√(1/n · Σ (x − t)²)`. */
export const rootMeanSquaredError = meanError({
  name: 'root_mean_squared_error',
  summary: 'The root of the mean squared error, in the unit of the target.',
  formula: '√(1/n · Σ (x − t)²)',
  examples: [
    {
      code: 'root_mean_squared_error(y, target)',
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
      expect: { value: 1.8027756 },
    },
  ],
  error: (x, t, ops) => ops.square(ops.sub(x, t)),
  finish: Math.sqrt,
});
