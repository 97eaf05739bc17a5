import { depthwiseLayer } from '../depthwise-layer.js';

/** A convolution of each channel by itself, over height and width. */
export const depthwiseConv2d = depthwiseLayer({
  name: 'depthwise_conv2d',
  rank: 2,
  summary: 'A convolution of each channel by itself, with `multiplier` kernels for each.',
  formula: 'y[i, j, c·m + k] = Σ x[i·s + u·d, j·s + v·d, c] · K[u, v, 0, c·m + k] + b[c·m + k]',
  description:
    'Cheap, and mixes no channels: `conv2d(n, kernel: 1)` after it does, as in MobileNet. Both together are `separable_conv2d`.',
  references: ['Sifre, Mallat 2014, Rigid-Motion Scattering for Texture Classification'],
  examples: [
    {
      code: 'depthwise_conv2d([1, 2], padding: valid)',
      options: { kernel: [1, 2], padding: 'valid' },
      inputs: {
        x: [
          [
            [
              [1, 10],
              [2, 20],
              [4, 40],
            ],
          ],
        ],
      },
      parameters: { kernel: [[[[1, 1]], [[2, -1]]]], bias: [0, 0.5] },
      expect: {
        y: [
          [
            [
              [5, -9.5],
              [10, -19.5],
            ],
          ],
        ],
      },
    },
    {
      code: 'depthwise_conv2d(1, multiplier: 2, bias: false)',
      options: { kernel: 1, multiplier: 2, bias: false },
      inputs: { x: [[[[1, 10]]]] },
      parameters: { kernel: [[[[1, 2, 3, 4]]]] },
      expect: { y: [[[[1, 2, 30, 40]]]] },
    },
  ],
});
