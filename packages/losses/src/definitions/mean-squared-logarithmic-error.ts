import { elementwise } from '../elementwise.js';

/** `1/n · Σ (ln(1 + x) − ln(1 + t))²`. */
export const meanSquaredLogarithmicError = elementwise({
  name: 'mean_squared_logarithmic_error',
  summary: 'For numbers from 0 up: the mean squared difference of logarithms, so that relative errors count.',
  formula: '1/n · Σ (ln(1 + x) − ln(1 + t))²',
  description: 'Negative predictions count as 0, and have no gradient.',
  options: {},
  examples: [
    {
      code: 'mean_squared_logarithmic_error(y, target)',
      inputs: { prediction: [[3], [-5]], target: [[1], [0]] },
      expect: { loss: [0.480453, 0] },
    },
  ],
  error: (x, t, ops) => ops.square(ops.sub(ops.log1p(ops.relu(x)), ops.log1p(ops.relu(t)))),
});
