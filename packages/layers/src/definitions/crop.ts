import { layer } from '@neurite/contract';
import { borders } from '../borders.js';

/** Takes a border away. */
export const crop = layer({
  name: 'crop',
  family: 'shape',
  summary: 'Takes a border away from every spatial axis.',
  options: { amount: { type: 'extents', minimum: 0, doc: 'How many places on each side.' } },
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...upsampled(space, 0, 1, 1, amount), c]' },
  assert: ['rank(space) >= 1'],
  examples: [
    { code: 'crop(1)', options: { amount: 1 }, inputs: { x: [[[1], [2], [3]]] }, expect: { y: [[[2]]] } },
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
    const sides = borders(shape, options.amount);
    return {
      outputs: {
        y: ops.slice(
          x,
          sides,
          shape.map((extent, axis) => extent - 2 * sides[axis]!),
        ),
      },
    };
  },
});
