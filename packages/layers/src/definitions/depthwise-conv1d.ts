import { depthwiseLayer } from '../depthwise-layer.js';

/** A convolution of each channel by itself, over time. */
export const depthwiseConv1d = depthwiseLayer({
  name: 'depthwise_conv1d',
  rank: 1,
  summary: 'A convolution over time of each channel by itself, with `multiplier` kernels for each.',
  formula: 'y[i, c·m + k] = Σ x[i·s + u·d, c] · K[u, 0, c·m + k] + b[c·m + k]',
  description:
    'Cheap, and mixes no channels: `conv1d(n, kernel: 1)` after it does. Both together are `separable_conv1d`.',
  references: ['Chollet 2016, arXiv:1610.02357'],
  examples: [
    {
      code: 'depthwise_conv1d(2, padding: valid)',
      options: { kernel: 2, padding: 'valid' },
      inputs: {
        x: [
          [
            [1, 10],
            [2, 20],
            [4, 40],
          ],
        ],
      },
      parameters: { kernel: [[[1, 1]], [[2, -1]]], bias: [0, 0.5] },
      expect: {
        y: [
          [
            [5, -9.5],
            [10, -19.5],
          ],
        ],
      },
    },
    {
      code: 'depthwise_conv1d(1, multiplier: 2, stride: 2, bias: false)',
      options: { kernel: 1, multiplier: 2, stride: 2, bias: false },
      inputs: {
        x: [
          [
            [1, 10],
            [7, 7],
            [2, 20],
          ],
        ],
      },
      parameters: { kernel: [[[1, 2, 3, 4]]] },
      expect: {
        y: [
          [
            [1, 2, 30, 40],
            [2, 4, 60, 80],
          ],
        ],
      },
    },
  ],
});
