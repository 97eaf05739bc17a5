import { convolutionLayer } from '../convolution-layer.js';

/** A convolution over height and width of `[batch, height, width, channels]`. */
export const conv2d = convolutionLayer({
  name: 'conv2d',
  rank: 2,
  summary: 'A convolution over the height and width of images.',
  formula: 'y[i, j, f] = Σ x[i·s + u·d, j·s + v·d, c] · K[u, v, c, f] + b[f]',
  description: 'As everywhere in the field this is a cross-correlation: the kernel is not flipped.',
  references: ['LeCun et al. 1989, Backpropagation Applied to Handwritten Zip Code Recognition'],
  examples: [
    {
      code: 'conv2d(1, kernel: 2, padding: valid)',
      options: { filters: 1, kernel: 2, padding: 'valid' },
      inputs: {
        x: [
          [
            [[1], [2], [3]],
            [[4], [5], [6]],
            [[7], [8], [9]],
          ],
        ],
      },
      parameters: {
        kernel: [
          [[[1]], [[0]]],
          [[[0]], [[-1]]],
        ],
        bias: [10],
      },
      expect: {
        y: [
          [
            [[6], [6]],
            [[6], [6]],
          ],
        ],
      },
    },
    {
      code: 'conv2d(1, kernel: 3, stride: 2, bias: false)',
      options: { filters: 1, kernel: 3, stride: 2, bias: false },
      inputs: {
        x: [
          [
            [[1], [1], [1]],
            [[1], [1], [1]],
            [[1], [1], [1]],
          ],
        ],
      },
      parameters: {
        kernel: [
          [[[1]], [[1]], [[1]]],
          [[[1]], [[1]], [[1]]],
          [[[1]], [[1]], [[1]]],
        ],
      },
      expect: {
        y: [
          [
            [[4], [4]],
            [[4], [4]],
          ],
        ],
      },
    },
    {
      code: 'conv2d(2, kernel: 1, groups: 2, bias: false)',
      options: { filters: 2, kernel: 1, groups: 2, bias: false },
      inputs: { x: [[[[3, 1, 5, 7]]]] },
      parameters: {
        kernel: [
          [
            [
              [2, 10],
              [4, 100],
            ],
          ],
        ],
      },
      expect: { y: [[[[10, 750]]]] },
    },
    {
      code: 'conv2d(1, kernel: [1, 2], dilation: 2, padding: valid, bias: false)',
      options: { filters: 1, kernel: [1, 2], dilation: 2, padding: 'valid', bias: false },
      inputs: { x: [[[[1], [2], [4], [8]]]] },
      parameters: { kernel: [[[[1]], [[-1]]]] },
      expect: { y: [[[[-3], [-6]]]] },
    },
  ],
});
