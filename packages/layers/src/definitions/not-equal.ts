import { comparison } from '../arithmetic.js';

/** `a ≠ b`. */
export const notEqual = comparison({
  name: 'not_equal',
  dtype: 'n',
  summary: 'Where two values differ.',
  formula: 'a ≠ b',
  examples: [
    { code: 'not_equal', inputs: { a: [2, 1, 3], b: [2, 2, 2] }, expect: { y: [false, true, true] } },
  ],
  compute: (a, b, ops) => ops.notEqual(a, b),
});
