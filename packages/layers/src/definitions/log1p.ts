import { unary } from '../arithmetic.js';

/** `ln(1 + x)`. */
export const log1p = unary({
  name: 'log1p',
  dtype: 'float32',
  summary: 'ln(1 + x) of each element, precise near 0.',
  formula: 'ln(1 + x)',
  exceptions: { finite: 'no logarithm below −1' },
  examples: [{ code: 'log1p', inputs: { x: [0, 1, -0.5] }, expect: { y: [0, 0.6931472, -0.6931472] } }],
  compute: (x, ops) => ops.log1p(x),
});
