import { separableLayer } from '../separable-layer.js';

/** Each channel by itself, then all channels at each place. */
export const separableConv2d = separableLayer({
  name: 'separable_conv2d',
  rank: 2,
  summary: 'A convolution of each channel by itself, followed by one of extent 1 that mixes the channels.',
  description:
    'In place of `conv2d` where there are many channels: a part of the weights, often for the same result.',
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
});
