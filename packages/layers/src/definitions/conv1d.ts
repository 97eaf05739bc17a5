import { convolutionLayer } from '../convolution-layer.js';

/** A convolution over the time of `[batch, time, channels]`. */
export const conv1d = convolutionLayer({
  name: 'conv1d',
  rank: 1,
  summary: 'A convolution over the time of sequences.',
  formula: 'y[i, f] = Σ x[i·s + u·d, c] · K[u, c, f] + b[f]',
  description:
    'Looks at both sides; what must not see the future pads before: `pad(2, after: 0) -> conv1d(64, kernel: 3, padding: valid)`. In front of `batch_norm` `bias: false` is enough.',
  references: [
    'Waibel, Hanazawa, Hinton, Shikano, Lang 1989, Phoneme Recognition Using Time-Delay Neural Networks',
  ],
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
