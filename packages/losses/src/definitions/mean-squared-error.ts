import { elementwise } from '../elementwise.js';

/** `1/n · Σ (x − t)²`. */
export const meanSquaredError = elementwise({
  name: 'mean_squared_error',
  summary: 'For numbers: the mean of the squared errors.',
  formula: '1/n · Σ (x − t)²',
  description: 'One wild target weighs much; `huber` and `mean_absolute_error` bear them better.',
  options: {},
  examples: [
    {
      code: 'mean_squared_error(y, target)',
      inputs: {
        prediction: [
          [1, 2],
          [0, 0],
        ],
        target: [
          [1, 4],
          [3, 1],
        ],
      },
      expect: { loss: [2, 5] },
    },
  ],
  error: (x, t, ops) => ops.square(ops.sub(x, t)),
});
