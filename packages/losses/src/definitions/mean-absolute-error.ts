import { elementwise } from '../elementwise.js';

/** `1/n · Σ |x − t|`. */
export const meanAbsoluteError = elementwise({
  name: 'mean_absolute_error',
  summary: 'For numbers: the mean of the absolute errors; learns the median.',
  formula: '1/n · Σ |x − t|',
  description:
    'Its slope is the same for small errors as for large ones, so training ends with a falling rate.',
  options: {},
  examples: [
    {
      code: 'mean_absolute_error(y, target)',
      inputs: {
        prediction: [
          [1, 2],
          [0, 0],
        ],
        target: [
          [1, 4],
          [3, -1],
        ],
      },
      expect: { loss: [1, 2] },
    },
  ],
  error: (x, t, ops) => ops.abs(ops.sub(x, t)),
});
