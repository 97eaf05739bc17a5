import { unary } from '../arithmetic.js';

/** `|x|`. */
export const abs = unary({
  name: 'abs',
  dtype: 'number',
  summary: 'The absolute value of each element.',
  formula: '|x|',
  examples: [{ code: 'abs', inputs: { x: [1, -2, 0] }, expect: { y: [1, 2, 0] } }],
  compute: (x, ops) => ops.abs(x),
});
