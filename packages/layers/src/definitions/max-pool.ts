import { layer } from '@neurite/contract';
import { poolingOptions, windowOf } from '../pooling.js';

/** The largest value of each window, over any number of spatial axes. */
export const maxPool = layer({
  name: 'max_pool',
  family: 'pooling',
  summary: 'The largest value of each window, over all spatial axes.',
  formula: 'y[i, c] = max over u of x[i·s + u, c]',
  description:
    'Of equal values the first counts, and the gradient goes there whole. `positions`, for `max_unpool`, is the value that went into the pool: where its maxima are is read from it again.',
  references: ['Ranzato, Huang, Boureau, LeCun 2007, Unsupervised Learning of Invariant Feature Hierarchies'],
  options: poolingOptions,
  inputs: { x: '[batch, ...space, c]' },
  outputs: {
    y: '[batch, ...windows(space, 0, size, stride, padding, 1, ceil), c]',
    positions: '[batch, ...space, c]',
  },
  assert: ['rank(space) >= 1'],
  transparent: true,
  examples: [
    {
      code: 'max_pool(2)',
      options: { size: 2 },
      inputs: {
        x: [
          [
            [[1], [2], [5], [0]],
            [[4], [3], [1], [1]],
          ],
        ],
      },
      expect: { y: [[[[4], [5]]]] },
    },
    {
      code: 'max_pool(2, stride: 1)',
      options: { size: 2, stride: 1 },
      inputs: { x: [[[-1], [-3], [-2]]] },
      expect: { y: [[[-1], [-2]]] },
    },
    {
      code: 'max_pool(2, ceil: true)',
      options: { size: 2, ceil: true },
      inputs: { x: [[[1], [3], [-2]]] },
      expect: { y: [[[3], [-2]]] },
    },
  ],
  apply: ({ x }, { ops, options }) => ({
    outputs: { y: ops.maxPool(x, windowOf(ops.shape(x), options)), positions: x },
  }),
});
