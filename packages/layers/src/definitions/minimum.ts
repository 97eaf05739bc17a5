import { merge } from '../arithmetic.js';

/** `min(a, b, …)`. */
export const minimum = merge({
  name: 'minimum',
  summary: 'The smallest of any number of values, element by element.',
  formula: 'min(a, b, …)',
  examples: [{ code: 'minimum', inputs: { x: [[[1, 9]], [[3, 4]], [[2, 6]]] }, expect: { y: [[1, 4]] } }],
  combine: (xs, ops) => xs.reduce((a, b) => ops.minimum(a, b)),
});
