import { elementwise } from '../elementwise.js';

/** Squared for small errors, absolute for large ones. */
export const huber = elementwise({
  name: 'huber',
  summary: 'For numbers: squared error near 0, absolute error beyond δ.',
  formula: '|e| ≤ δ ? e²/2 : δ(|e| − δ/2), e = x − t',
  description: 'In place of `mean_squared_error` where some targets are far off.',
  references: ['Huber 1964, Robust Estimation of a Location Parameter'],
  options: { delta: { type: 'float', default: 1, above: 0, doc: 'δ, where it becomes straight.' } },
  examples: [
    {
      code: 'huber(y, target)',
      inputs: { prediction: [[0.5], [3], [-3]], target: [[0], [0], [0]] },
      expect: { loss: [0.125, 2.5, 2.5] },
    },
    {
      code: 'huber(y, target, delta: 2)',
      options: { delta: 2 },
      inputs: { prediction: [[1], [3]], target: [[0], [0]] },
      expect: { loss: [0.5, 4] },
    },
  ],
  error: (x, t, ops, { delta }) => {
    const size = ops.abs(ops.sub(x, t));
    const bounded = ops.minimum(size, delta);
    return ops.mul(bounded, ops.sub(size, ops.mul(bounded, 0.5)));
  },
});
