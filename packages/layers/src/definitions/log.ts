import { unary } from '../arithmetic.js';

/** `ln x`. */
export const log = unary({
  name: 'log',
  dtype: 'float32',
  summary: 'The natural logarithm of each element.',
  formula: 'ln x',
  exceptions: { finite: 'no logarithm of 0 and below', finiteGradients: 'no logarithm of 0 and below' },
  examples: [{ code: 'log', inputs: { x: [1, 2, 0.5] }, expect: { y: [0, 0.6931472, -0.6931472] } }],
  compute: (x, ops) => ops.log(x),
});
