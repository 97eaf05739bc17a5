import { unary } from '../arithmetic.js';

/** `x²`. */
export const square = unary({
  name: 'square',
  dtype: 'number',
  summary: 'The square of each element.',
  formula: 'x²',
  examples: [{ code: 'square', inputs: { x: [3, -2, 0.5] }, expect: { y: [9, 4, 0.25] } }],
  compute: (x, ops) => ops.square(x),
});
