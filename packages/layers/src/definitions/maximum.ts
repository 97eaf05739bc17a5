import { merge } from '../arithmetic.js';

/** `max(a, b, …)`. */
export const maximum = merge({
  name: 'maximum',
  summary: 'The largest of any number of values, element by element.',
  formula: 'max(a, b, …)',
  examples: [{ code: 'maximum', inputs: { x: [[[1, 9]], [[3, 4]], [[2, 6]]] }, expect: { y: [[3, 9]] } }],
  combine: (xs, ops) => xs.reduce((a, b) => ops.maximum(a, b)),
});
