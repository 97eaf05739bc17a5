import { layer } from '@neurite/contract';
import { poolingOptions, windowOf } from '../pooling.js';

/** Puts values back where the maxima were. */
export const maxUnpool = layer({
  name: 'max_unpool',
  family: 'pooling',
  summary: 'Puts values back where a `max_pool` found its maxima, and 0 elsewhere.',
  formula: 'y[i·s + argmax over u, c] += x[i, c]',
  description:
    'Its options are those of the pool: `max_unpool(positions: pool.positions)`. Where windows overlap, values that meet add up.',
  references: [
    'Zeiler, Fergus 2013, arXiv:1311.2901',
    'Badrinarayanan, Kendall, Cipolla 2015, arXiv:1511.00561',
  ],
  options: { ...poolingOptions, size: { ...poolingOptions.size, default: 2 } },
  inputs: {
    x: '[batch, ...windows(space, 0, size, stride, padding, 1, ceil), c]',
    positions: { shape: '[batch, ...space, c]', doc: 'The output `positions` of the pool.' },
  },
  outputs: { y: '[batch, ...space, c]' },
  assert: ['rank(space) >= 1'],
  exceptions: { visibleNaN: 'positions only say where values go' },
  examples: [
    {
      code: 'max_unpool(positions: pool.positions)',
      inputs: {
        x: [[[[10], [20]]]],
        positions: [
          [
            [[1], [2], [5], [0]],
            [[4], [3], [1], [1]],
          ],
        ],
      },
      expect: {
        y: [
          [
            [[0], [0], [20], [0]],
            [[10], [0], [0], [0]],
          ],
        ],
      },
    },
  ],
  apply: ({ x, positions }, { ops, options }) => ({
    outputs: { y: ops.maxUnpool(x, positions, windowOf(ops.shape(positions), options)) },
  }),
});
