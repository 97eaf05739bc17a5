import { adaptivePooling } from '../adaptive.js';

/** The mean of each of so many parts of the input. */
export const adaptiveAvgPool = adaptivePooling({
  name: 'adaptive_avg_pool',
  summary:
    'Divides every spatial axis, whatever its extent, into a fixed number of parts and takes the mean of each.',
  formula: 'y[i, c] = mean of x over ⌊i·h/n⌋ … ⌈(i+1)·h/n⌉, along each axis',
  references: ['He, Zhang, Ren, Sun 2014, arXiv:1406.4729'],
  examples: [
    {
      code: 'adaptive_avg_pool([1, 2])',
      options: { size: [1, 2] },
      inputs: {
        x: [
          [
            [[1], [2], [6]],
            [[3], [4], [0]],
          ],
        ],
      },
      expect: { y: [[[[2.5], [3]]]] },
    },
    {
      code: 'adaptive_avg_pool(2)',
      options: { size: 2 },
      inputs: { x: [[[1], [3], [8]]] },
      expect: { y: [[[2], [5.5]]] },
    },
  ],
  reduce: (x, axis, ops) => ops.mean(x, axis, true),
});
