import { at, layer } from '@neurite/contract';
import { stretched } from '../stretch.js';

/** Makes images larger. */
export const upsample = layer({
  name: 'upsample',
  family: 'pooling',
  summary:
    'Makes every spatial axis larger by a whole factor: repeats values, or draws straight lines between them.',
  formula: 'nearest: y[i, c] = x[⌊i / s⌋, c]',
  description: 'With `linear`, centres of pixels stay where they are, as with `align_corners` off elsewhere.',
  references: ['Odena, Dumoulin, Olah 2016, Deconvolution and Checkerboard Artifacts'],
  options: {
    size: {
      type: 'extents',
      axes: 'space',
      default: 2,
      minimum: 1,
      doc: 'How much larger each axis becomes.',
    },
    method: {
      type: 'choice',
      choices: ['nearest', 'linear'],
      default: 'nearest',
      doc: 'What stands between.',
    },
  },
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...upsampled(space, 0, size, size, 0), c]' },
  assert: ['rank(space) >= 1'],
  examples: [
    { code: 'upsample', inputs: { x: [[[1], [2]]] }, expect: { y: [[[1], [1], [2], [2]]] } },
    {
      code: 'upsample([2, 1])',
      options: { size: [2, 1] },
      inputs: {
        x: [
          [
            [
              [1, 5],
              [2, 6],
            ],
          ],
        ],
      },
      expect: {
        y: [
          [
            [
              [1, 5],
              [2, 6],
            ],
            [
              [1, 5],
              [2, 6],
            ],
          ],
        ],
      },
    },
    {
      code: 'upsample(2, linear)',
      options: { method: 'linear' },
      inputs: { x: [[[0], [4]]] },
      expect: { y: [[[0], [1], [3], [4]]] },
    },
  ],
  apply: ({ x }, { ops, options: { size, method } }) => {
    const shape = ops.shape(x);
    const spatial = shape.slice(1, -1);
    const sizes = spatial.map((_, axis) => at(size, axis));
    if (method === 'linear')
      return {
        outputs: {
          y: sizes.reduce((y, factor, axis) => stretched(y, axis + 1, spatial[axis]! * factor, ops), x),
        },
      };
    const large = [shape[0]!, ...spatial.map((extent, axis) => extent * sizes[axis]!), shape.at(-1)!];
    const window = { size: sizes, strides: sizes, padding: spatial.map(() => [0, 0] as const) };
    return { outputs: { y: ops.windowSpread(x, window, large) } };
  },
});
