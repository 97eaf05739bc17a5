import { meanError } from '../errors.js';

/** `1/n · Σ (ln(1 + x) − ln(1 + t))²`. */
export const meanSquaredLogarithmicError = meanError({
  name: 'mean_squared_logarithmic_error',
  summary: 'The mean squared difference of logarithms, so that relative errors count; for numbers from 0 up.',
  formula: '1/n · Σ (ln(1 + x) − ln(1 + t))²',
  description: 'Negative numbers count as 0.',
  examples: [
    {
      code: 'mean_squared_logarithmic_error(y, target)',
      inputs: { prediction: [[3], [-5]], target: [[1], [0]], weight: [1, 1] },
      expect: { value: 0.2402265 },
    },
  ],
  error: (x, t, ops) => ops.square(ops.sub(ops.log1p(ops.relu(x)), ops.log1p(ops.relu(t)))),
});
