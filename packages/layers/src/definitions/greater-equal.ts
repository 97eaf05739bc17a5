import { comparison } from '../arithmetic.js';

/** `a ≥ b`. */
export const greaterEqual = comparison({
  name: 'greater_equal',
  dtype: 'number',
  summary: 'Where the first value is at least the second.',
  formula: 'a ≥ b',
  examples: [
    { code: 'greater_equal', inputs: { a: [2, 1, 3], b: [2, 2, 2] }, expect: { y: [true, false, true] } },
  ],
  compute: (a, b, ops) => ops.greaterEqual(a, b),
});
