import { convolutionLayer } from '../convolution-layer.js';

/** A convolution over the time of `[batch, time, channels]`. */
export const conv1d = convolutionLayer({
  name: 'conv1d',
  rank: 1,
  summary: 'A convolution over the time of sequences.',
  formula: 'y[i, f] = Σ x[i·s + u·d, c] · K[u, c, f] + b[f]',
  examples: [
    {
      code: 'conv1d(1, kernel: 3)',
      options: { filters: 1, kernel: 3 },
      inputs: { x: [[[1], [2], [3], [4]]] },
      parameters: { kernel: [[[1]], [[10]], [[100]]], bias: [0.5] },
      expect: { y: [[[210.5], [321.5], [432.5], [43.5]]] },
    },
    {
      code: 'conv1d(1, kernel: 2, stride: 2, padding: 1, bias: false)',
      options: { filters: 1, kernel: 2, stride: 2, padding: 1, bias: false },
      inputs: {
        x: [
          [
            [1, 5],
            [2, 6],
            [3, 7],
          ],
        ],
      },
      parameters: {
        kernel: [
          [[1], [0]],
          [[10], [1]],
        ],
      },
      expect: { y: [[[15], [39]]] },
    },
  ],
});
