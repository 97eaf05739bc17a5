import { unary } from '../arithmetic.js';

/** `sgn(x)`. */
export const sign = unary({
  name: 'sign',
  dtype: 'number',
  summary: '−1, 0 or 1 for each element; its derivative is 0.',
  formula: 'sgn(x)',
  examples: [{ code: 'sign', inputs: { x: [3, -2, 0] }, expect: { y: [1, -1, 0] } }],
  compute: (x, ops) => ops.sign(x),
});
