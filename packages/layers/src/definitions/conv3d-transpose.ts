import { transposedConvolutionLayer } from '../transposed-convolution-layer.js';

/** The transpose of a convolution over depth, height and width. */
export const conv3dTranspose = transposedConvolutionLayer({
  name: 'conv3d_transpose',
  rank: 3,
  summary: 'The transpose of a convolution over depth, height and width: learns to make volumes larger.',
  examples: [
    {
      code: 'conv3d_transpose(1, kernel: [1, 1, 2], stride: [1, 1, 2])',
      options: { filters: 1, kernel: [1, 1, 2], stride: [1, 1, 2] },
      inputs: { x: [[[[[1], [3]]]]] },
      parameters: { kernel: [[[[[1]], [[2]]]]], bias: [0.5] },
      expect: { y: [[[[[1.5], [2.5], [3.5], [6.5]]]]] },
    },
  ],
});
