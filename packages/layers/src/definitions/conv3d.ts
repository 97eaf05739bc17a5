import { convolutionLayer } from '../convolution-layer.js';

/** A convolution over depth, height and width of `[batch, depth, height, width, channels]`. */
export const conv3d = convolutionLayer({
  name: 'conv3d',
  rank: 3,
  summary:
    'A convolution over the depth, height and width of volumes, or over time, height and width of films.',
  formula: 'y[h, i, j, f] = Σ x[h·s + t·d, i·s + u·d, j·s + v·d, c] · K[t, u, v, c, f] + b[f]',
  description:
    'Costs much: a film of which each image is looked at by itself takes `kernel: [1, 3, 3]`. In front of `batch_norm` `bias: false` is enough.',
  references: ['Ji, Xu, Yang, Yu 2013, 3D Convolutional Neural Networks for Human Action Recognition'],
  examples: [
    {
      code: 'conv3d(1, kernel: 2, padding: valid)',
      options: { filters: 1, kernel: 2, padding: 'valid' },
      inputs: {
        x: [
          [
            [
              [[1], [2]],
              [[3], [4]],
            ],
            [
              [[5], [6]],
              [[7], [8]],
            ],
          ],
        ],
      },
      parameters: {
        kernel: [
          [
            [[[1]], [[0]]],
            [[[0]], [[1]]],
          ],
          [
            [[[0]], [[0]]],
            [[[0]], [[100]]],
          ],
        ],
        bias: [0.5],
      },
      expect: { y: [[[[[805.5]]]]] },
    },
  ],
});
