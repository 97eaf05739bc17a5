import { layer } from '@neurite/contract';
import { poolingOptions, windowOf } from '../pooling.js';

/** The mean of each window, over any number of spatial axes. */
export const avgPool = layer({
  name: 'avg_pool',
  family: 'pooling',
  summary: 'The mean of each window, over all spatial axes.',
  formula: 'y[i, c] = mean over u of x[i·s + u, c]',
  description: 'Padding is not counted: at a border the mean is over the places inside.',
  references: [
    'LeCun, Bottou, Bengio, Haffner 1998, Gradient-Based Learning Applied to Document Recognition',
  ],
  options: poolingOptions,
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...windows(space, 0, size, stride, padding, 1, ceil), c]' },
  assert: ['rank(space) >= 1'],
  transparent: true,
  examples: [
    {
      code: 'avg_pool(2)',
      options: { size: 2 },
      inputs: {
        x: [
          [
            [[1], [2], [5], [0]],
            [[4], [3], [1], [2]],
          ],
        ],
      },
      expect: { y: [[[[2.5], [2]]]] },
    },
    {
      code: 'avg_pool(3, stride: 1, padding: same)',
      options: { size: 3, stride: 1, padding: 'same' },
      inputs: { x: [[[2], [4], [9]]] },
      expect: { y: [[[3], [5], [6.5]]] },
    },
  ],
  apply: ({ x }, { ops, options }) => {
    const shape = ops.shape(x);
    const window = windowOf(shape, options);
    const sums = ops.windowSum(x, window);
    // How many places of each window lie inside: the same for all examples and channels.
    const inside = ops.windowSum(ops.ones([1, ...shape.slice(1, -1), 1]), window);
    return { outputs: { y: ops.div(sums, inside) } };
  },
});
