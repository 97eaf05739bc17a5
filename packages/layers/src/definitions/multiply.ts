import { merge } from '../arithmetic.js';

/** `a · b · …`. */
export const multiply = merge({
  name: 'multiply',
  summary: 'The product of any number of values.',
  formula: 'a · b · …',
  examples: [{ code: 'multiply', inputs: { x: [[[1, 2]], [[3, 4]], [[5, 6]]] }, expect: { y: [[15, 48]] } }],
  combine: (xs, ops) => xs.reduce((a, b) => ops.mul(a, b)),
});
