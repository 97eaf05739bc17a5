import { comparison } from '../arithmetic.js';

/** `a < b`. */
export const less = comparison({
  name: 'less',
  dtype: 'number',
  summary: 'Where the first value is below the second.',
  formula: 'a < b',
  examples: [{ code: 'less', inputs: { a: [2, 1, 3], b: [2, 2, 2] }, expect: { y: [false, true, false] } }],
  compute: (a, b, ops) => ops.less(a, b),
});
