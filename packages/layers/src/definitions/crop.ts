import { layer } from '@neurite/contract';
import { borderOptions, borders } from '../borders.js';

/** Takes a border away. */
export const crop = layer({
  name: 'crop',
  family: 'shape',
  summary: 'Takes a border away from every spatial axis.',
  formula: 'y[i] = x[i + amount]',
  options: borderOptions,
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...trimmed(space, amount, after), c]' },
  assert: ['rank(space) >= 1'],
  examples: [
    { code: 'crop(1)', options: { amount: 1 }, inputs: { x: [[[1], [2], [3]]] }, expect: { y: [[[2]]] } },
    {
      code: 'crop(0, after: 2)',
      options: { amount: 0, after: 2 },
      inputs: { x: [[[1], [2], [3]]] },
      expect: { y: [[[1]]] },
    },
    {
      code: 'crop([0, 1])',
      options: { amount: [0, 1] },
      inputs: {
        x: [
          [
            [[1], [2], [3]],
            [[4], [5], [6]],
          ],
        ],
      },
      expect: { y: [[[[2]], [[5]]]] },
    },
  ],
  apply: ({ x }, { ops, options }) => {
    const shape = ops.shape(x);
    const { before, after } = borders(shape, options);
    return {
      outputs: {
        y: ops.slice(
          x,
          before,
          shape.map((extent, axis) => extent - before[axis]! - after[axis]!),
        ),
      },
    };
  },
});
