import { adaptivePooling } from '../adaptive.js';

/** The largest value of each of so many parts of an image. */
export const adaptiveMaxPool2d = adaptivePooling({
  name: 'adaptive_max_pool2d',
  summary: 'Divides images of any extent into a fixed number of parts and takes the largest value of each.',
  formula: 'y[i, j, c] = max of x over ⌊i·h/n⌋ … ⌈(i+1)·h/n⌉ and the same for j',
  examples: [
    {
      code: 'adaptive_max_pool2d([1, 2])',
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
  ],
  reduce: (x, axis, ops) => ops.max(x, axis, true),
});
