import { unary } from '../arithmetic.js';

/** `cos x`. */
export const cos = unary({
  name: 'cos',
  dtype: 'float32',
  summary: 'The cosine of each element.',
  formula: 'cos x',
  examples: [{ code: 'cos', inputs: { x: [0, 1, -2] }, expect: { y: [1, 0.5403023, -0.4161468] } }],
  compute: (x, ops) => ops.cos(x),
});
