import { unary } from '../arithmetic.js';

/** `√x`. */
export const sqrt = unary({
  name: 'sqrt',
  dtype: 'float32',
  summary: 'The square root of each element.',
  formula: '√x',
  exceptions: { finite: 'no root below 0', finiteGradients: 'no root below 0, and no slope at 0' },
  examples: [{ code: 'sqrt', inputs: { x: [4, 0.25, 2] }, expect: { y: [2, 0.5, 1.4142136] } }],
  compute: (x, ops) => ops.sqrt(x),
});
