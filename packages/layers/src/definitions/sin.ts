import { unary } from '../arithmetic.js';

/** `sin x`. */
export const sin = unary({
  name: 'sin',
  dtype: 'float32',
  summary: 'The sine of each element.',
  formula: 'sin x',
  examples: [{ code: 'sin', inputs: { x: [0, 1, -2] }, expect: { y: [0, 0.841471, -0.9092974] } }],
  compute: (x, ops) => ops.sin(x),
});
