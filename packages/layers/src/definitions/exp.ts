import { unary } from '../arithmetic.js';

/** `eˣ`. */
export const exp = unary({
  name: 'exp',
  dtype: 'float32',
  summary: 'e to the power of each element.',
  formula: 'eˣ',
  exceptions: { finite: 'overflows above 88.7', finiteGradients: 'overflows above 88.7' },
  examples: [{ code: 'exp', inputs: { x: [0, 1, -1] }, expect: { y: [1, 2.7182818, 0.3678794] } }],
  compute: (x, ops) => ops.exp(x),
});
