import { unary } from '../arithmetic.js';

/** `−x`. */
export const negative = unary({
  name: 'negative',
  dtype: 'number',
  summary: 'The negative of each element.',
  formula: '−x',
  examples: [{ code: 'negative', inputs: { x: [1, -2, 0] }, expect: { y: [-1, 2, 0] } }],
  compute: (x, ops) => ops.neg(x),
});
