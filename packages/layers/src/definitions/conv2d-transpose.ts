import { transposedConvolutionLayer } from '../transposed-convolution-layer.js';

/** The transpose of a convolution over height and width. */
export const conv2dTranspose = transposedConvolutionLayer({
  name: 'conv2d_transpose',
  rank: 2,
  summary: 'The transpose of a convolution over height and width: learns to make images larger.',
  examples: [
    {
      code: 'conv2d_transpose(1, kernel: 2, stride: 2)',
      options: { filters: 1, kernel: 2, stride: 2 },
      inputs: { x: [[[[1], [2]]]] },
      parameters: {
        kernel: [
          [[[1]], [[2]]],
          [[[3]], [[4]]],
        ],
        bias: [0.5],
      },
      expect: {
        y: [
          [
            [[1.5], [2.5], [2.5], [4.5]],
            [[3.5], [4.5], [6.5], [8.5]],
          ],
        ],
      },
    },
    {
      code: 'conv2d_transpose(1, kernel: 2, padding: valid, bias: false)',
      options: { filters: 1, kernel: 2, padding: 'valid', bias: false },
      inputs: { x: [[[[1], [10]]]] },
      parameters: {
        kernel: [
          [[[1]], [[2]]],
          [[[3]], [[4]]],
        ],
      },
      expect: {
        y: [
          [
            [[1], [12], [20]],
            [[3], [34], [40]],
          ],
        ],
      },
    },
  ],
});
