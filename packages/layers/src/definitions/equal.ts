import { comparison } from '../arithmetic.js';

/** `a = b`. */
export const equal = comparison({
  name: 'equal',
  dtype: 'n',
  summary: 'Where two values are equal.',
  formula: 'a = b',
  examples: [{ code: 'equal', inputs: { a: [2, 1, 3], b: [2, 2, 2] }, expect: { y: [true, false, false] } }],
  compute: (a, b, ops) => ops.equal(a, b),
});
