import { merge } from '../arithmetic.js';

/** `(a + b + …) / n`. */
export const average = merge({
  name: 'average',
  summary: 'The mean of any number of values, element by element.',
  formula: '(a + b + …) / n',
  examples: [{ code: 'average', inputs: { x: [[[1, 2]], [[3, 6]]] }, expect: { y: [[2, 4]] } }],
  combine: (xs, ops) =>
    ops.div(
      xs.reduce((a, b) => ops.add(a, b)),
      xs.length,
    ),
});
