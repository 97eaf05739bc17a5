import { binary } from '../arithmetic.js';

/** `a − b`. */
export const subtract = binary({
  name: 'subtract',
  dtype: 'number',
  summary: 'The difference of two values.',
  formula: 'a − b',
  examples: [{ code: 'subtract', inputs: { a: [[5, 6]], b: [1, 2] }, expect: { y: [[4, 4]] } }],
  compute: (a, b, ops) => ops.sub(a, b),
});
