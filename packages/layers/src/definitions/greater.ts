import { comparison } from '../arithmetic.js';

/** `a > b`. */
export const greater = comparison({
  name: 'greater',
  dtype: 'number',
  summary: 'Where the first value is above the second.',
  formula: 'a > b',
  examples: [
    { code: 'greater', inputs: { a: [2, 1, 3], b: [2, 2, 2] }, expect: { y: [false, false, true] } },
  ],
  compute: (a, b, ops) => ops.greater(a, b),
});
