import { comparison } from '../arithmetic.js';

/** `a ≤ b`. */
export const lessEqual = comparison({
  name: 'less_equal',
  dtype: 'number',
  summary: 'Where the first value is at most the second.',
  formula: 'a ≤ b',
  examples: [
    { code: 'less_equal', inputs: { a: [2, 1, 3], b: [2, 2, 2] }, expect: { y: [true, true, false] } },
  ],
  compute: (a, b, ops) => ops.lessEqual(a, b),
});
