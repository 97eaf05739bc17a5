import { transposedConvolutionLayer } from '../transposed-convolution-layer.js';

/** The transpose of a convolution over time. */
export const conv1dTranspose = transposedConvolutionLayer({
  name: 'conv1d_transpose',
  rank: 1,
  summary: 'The transpose of a convolution over time: learns to make sequences longer.',
  examples: [
    {
      code: 'conv1d_transpose(1, kernel: 3, stride: 2, padding: 1, bias: false)',
      options: { filters: 1, kernel: 3, stride: 2, padding: 1, bias: false },
      inputs: { x: [[[1], [10]]] },
      parameters: { kernel: [[[1]], [[2]], [[3]]] },
      expect: { y: [[[2], [13], [20]]] },
    },
    {
      code: 'conv1d_transpose(2, kernel: 1, bias: false)',
      options: { filters: 2, kernel: 1, bias: false },
      inputs: { x: [[[1, 10]]] },
      parameters: {
        kernel: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      expect: { y: [[[21, 43]]] },
    },
  ],
});
