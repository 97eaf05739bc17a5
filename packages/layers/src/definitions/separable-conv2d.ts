import { layer } from '@neurite/contract';
import { convolutionOf, convolutionOptions, depthwiseOptions } from '../convolution.js';

/** Each channel by itself, then all channels at each place. */
export const separableConv2d = layer({
  name: 'separable_conv2d',
  family: 'convolution',
  summary: 'A convolution of each channel by itself, followed by one of extent 1 that mixes the channels.',
  formula: 'pointwise(depthwise(x)) + b',
  references: ['Chollet 2016, arXiv:1610.02357'],
  options: {
    filters: convolutionOptions.filters,
    ...depthwiseOptions,
    init: {
      type: 'initializer',
      parameter: 'pointwise',
      default: 'auto',
      doc: 'How the mixing kernel starts; by default as the next activation asks.',
    },
  },
  inputs: { x: '[batch, h, w, c]' },
  outputs: {
    y: '[batch, windows(h, 0, kernel, stride, padding, dilation, false), windows(w, 1, kernel, stride, padding, dilation, false), filters]',
  },
  parameters: {
    depthwise: {
      shape: '[at(kernel, 0), at(kernel, 1), 1, c * multiplier]',
      initializer: 'glorot_uniform',
      fanIn: 'at(kernel, 0) * at(kernel, 1)',
      fanOut: 'at(kernel, 0) * at(kernel, 1) * multiplier',
    },
    pointwise: {
      shape: '[1, 1, c * multiplier, filters]',
      initializer: 'auto',
      fanIn: 'c * multiplier',
      fanOut: 'filters',
    },
    bias: { shape: '[filters]', initializer: 'zeros', when: 'bias' },
  },
  macs: 'windows(h, 0, kernel, stride, padding, dilation, false) * windows(w, 1, kernel, stride, padding, dilation, false) * c * multiplier * (at(kernel, 0) * at(kernel, 1) + filters)',
  examples: [
    {
      code: 'separable_conv2d(1, [1, 2], padding: valid)',
      options: { filters: 1, kernel: [1, 2], padding: 'valid' },
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
      parameters: { depthwise: [[[[1, 1]], [[2, -1]]]], pointwise: [[[[1], [2]]]], bias: [0.5] },
      expect: { y: [[[[-14.5], [-29.5]]]] },
    },
  ],
  apply: ({ x }, { ops, options, parameters }) => {
    const shape = ops.shape(x);
    const each = ops.conv(
      x,
      parameters.depthwise,
      convolutionOf(shape, { ...options, groups: shape.at(-1)! }),
    );
    const mixing = { kernel: 1, stride: 1, padding: 'valid', dilation: 1, groups: 1 } as const;
    const y = ops.conv(each, parameters.pointwise, convolutionOf(ops.shape(each), mixing));
    return { outputs: { y: options.bias ? ops.add(y, parameters.bias) : y } };
  },
});
