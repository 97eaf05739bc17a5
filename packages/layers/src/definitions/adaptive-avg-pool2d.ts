import { adaptivePooling } from '../adaptive.js';

/** The mean of each of so many parts of an image. */
export const adaptiveAvgPool2d = adaptivePooling({
  name: 'adaptive_avg_pool2d',
  summary: 'Divides images of any extent into a fixed number of parts and takes the mean of each.',
  formula: 'y[i, j, c] = mean of x over ⌊i·h/n⌋ … ⌈(i+1)·h/n⌉ and the same for j',
  examples: [
    {
      code: 'adaptive_avg_pool2d([1, 2])',
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
  ],
  reduce: (x, axis, ops) => ops.mean(x, axis, true),
});
