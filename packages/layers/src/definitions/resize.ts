import { at, layer } from '@neurite/contract';
import { sampled, stretched } from '../stretch.js';

/** Brings images to a given extent. */
export const resize = layer({
  name: 'resize',
  family: 'shape',
  summary:
    'Brings every spatial axis to a given extent: by straight lines between values, or the nearest of them.',
  formula: 'y[i] = x at (i + ½) · extent / size − ½',
  description:
    'Centres of pixels stay where they are, as with `align_corners` off elsewhere. Values between are left out where images become much smaller: average them before, with `avg_pool`.',
  options: {
    size: {
      type: 'extents',
      axes: 'space',
      minimum: 1,
      doc: 'The extent to have: one number, or one for each axis.',
    },
    method: {
      type: 'choice',
      choices: ['linear', 'nearest'],
      default: 'linear',
      doc: 'Bilinear for images; or the nearest value, as class numbers need it.',
    },
  },
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...resized(space, size), c]' },
  assert: ['rank(space) >= 1'],
  examples: [
    {
      code: 'resize(4)',
      options: { size: 4 },
      inputs: { x: [[[0], [4]]] },
      expect: { y: [[[0], [1], [3], [4]]] },
    },
    {
      code: 'resize([1, 3])',
      options: { size: [1, 3] },
      inputs: {
        x: [
          [
            [[0], [6]],
            [[2], [8]],
          ],
        ],
      },
      expect: { y: [[[[1], [4], [7]]]] },
    },
    {
      code: 'resize(3, nearest)',
      options: { size: 3, method: 'nearest' },
      inputs: { x: [[[1], [2], [3], [4], [5]]] },
      expect: { y: [[[1], [3], [5]]] },
    },
  ],
  apply: ({ x }, { ops, options: { size, method } }) => {
    const along = method === 'linear' ? stretched : sampled;
    const axes = ops
      .shape(x)
      .slice(1, -1)
      .map((_, axis) => axis + 1);
    return { outputs: { y: axes.reduce((y, axis) => along(y, axis, at(size, axis - 1), ops), x) } };
  },
});
