import { unary } from '../arithmetic.js';

/** `⌊x⌋`. */
export const floor = unary({
  name: 'floor',
  dtype: 'float32',
  summary: 'The greatest integer not above each element; its derivative is 0.',
  formula: '⌊x⌋',
  examples: [{ code: 'floor', inputs: { x: [1.5, -1.5, 2] }, expect: { y: [1, -2, 2] } }],
  compute: (x, ops) => ops.floor(x),
});
