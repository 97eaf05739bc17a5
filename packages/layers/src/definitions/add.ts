import { merge } from '../arithmetic.js';

/** `a + b + …`. */
export const add = merge({
  name: 'add',
  summary: 'The sum of any number of values.',
  formula: 'a + b + …',
  examples: [
    { code: 'add', inputs: { x: [[[1, 2]], [[10, 20]], [[100, 200]]] }, expect: { y: [[111, 222]] } },
    {
      code: 'add',
      inputs: { x: [[[1], [2]], [[10, 20]]] },
      expect: {
        y: [
          [11, 21],
          [12, 22],
        ],
      },
    },
  ],
  combine: (xs, ops) => xs.reduce((a, b) => ops.add(a, b)),
});
