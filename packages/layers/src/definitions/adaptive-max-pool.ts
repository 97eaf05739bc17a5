import { adaptivePooling } from '../adaptive.js';

/** The largest value of each of so many parts of the input. */
export const adaptiveMaxPool = adaptivePooling({
  name: 'adaptive_max_pool',
  summary:
    'Divides every spatial axis, whatever its extent, into a fixed number of parts and takes the largest value of each.',
  formula: 'y[i, c] = max of x over ⌊i·h/n⌋ … ⌈(i+1)·h/n⌉, along each axis',
  references: ['He, Zhang, Ren, Sun 2014, arXiv:1406.4729'],
  examples: [
    {
      code: 'adaptive_max_pool([1, 2])',
      options: { size: [1, 2] },
      inputs: {
        x: [
          [
            [[1], [2], [6]],
            [[3], [4], [0]],
          ],
        ],
      },
      expect: { y: [[[[4], [6]]]] },
    },
    {
      code: 'adaptive_max_pool(2)',
      options: { size: 2 },
      inputs: { x: [[[1], [3], [8]]] },
      expect: { y: [[[3], [8]]] },
    },
  ],
  reduce: (x, axis, ops) => ops.max(x, axis, true),
});
