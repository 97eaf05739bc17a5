import { layer } from '@neurite/contract';
import { convolutionOf, depthwiseOptions } from '../convolution.js';

/** A convolution of each channel by itself. */
export const depthwiseConv2d = layer({
  name: 'depthwise_conv2d',
  family: 'convolution',
  summary: 'A convolution of each channel by itself, with `multiplier` kernels for each.',
  formula: 'y[i, j, c·m + k] = Σ x[i·s + u·d, j·s + v·d, c] · K[u, v, 0, c·m + k] + b[c·m + k]',
  references: ['Sifre, Mallat 2014, Rigid-Motion Scattering for Texture Classification'],
  options: {
    ...depthwiseOptions,
    init: {
      type: 'initializer',
      parameter: 'kernel',
      default: 'auto',
      doc: 'How the kernel starts; by default as the next activation asks.',
    },
  },
  inputs: { x: '[batch, h, w, c]' },
  outputs: {
    y: '[batch, windows(h, 0, kernel, stride, padding, dilation, false), windows(w, 1, kernel, stride, padding, dilation, false), c * multiplier]',
  },
  parameters: {
    kernel: {
      shape: '[at(kernel, 0), at(kernel, 1), 1, c * multiplier]',
      initializer: 'auto',
      fanIn: 'at(kernel, 0) * at(kernel, 1)',
      fanOut: 'at(kernel, 0) * at(kernel, 1) * multiplier',
    },
    bias: { shape: '[c * multiplier]', initializer: 'zeros', when: 'bias' },
  },
  macs: 'windows(h, 0, kernel, stride, padding, dilation, false) * windows(w, 1, kernel, stride, padding, dilation, false) * at(kernel, 0) * at(kernel, 1) * c * multiplier',
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
  apply: ({ x }, { ops, options, parameters }) => {
    const shape = ops.shape(x);
    const convolution = convolutionOf(shape, { ...options, groups: shape.at(-1)! });
    const y = ops.conv(x, parameters.kernel, convolution);
    return { outputs: { y: options.bias ? ops.add(y, parameters.bias) : y } };
  },
});
