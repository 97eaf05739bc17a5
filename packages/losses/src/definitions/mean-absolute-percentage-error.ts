import { elementwise } from '../elementwise.js';

/** `100/n · Σ |x − t| / |t|`. */
export const meanAbsolutePercentageError = elementwise({
  name: 'mean_absolute_percentage_error',
  summary: 'For positive numbers: the mean error in percent of the target.',
  formula: '100/n · Σ |x − t| / max(|t|, ε)',
  description: 'Not where targets may be near 0.',
  options: { epsilon: { type: 'float', default: 1e-7, above: 0, doc: 'ε, the smallest divisor.' } },
  examples: [
    {
      code: 'mean_absolute_percentage_error(y, target)',
      inputs: { prediction: [[9, 30]], target: [[10, 20]] },
      expect: { loss: [30] },
    },
  ],
  error: (x, t, ops, { epsilon }) =>
    ops.mul(ops.div(ops.abs(ops.sub(x, t)), ops.maximum(ops.abs(t), epsilon)), 100),
});
