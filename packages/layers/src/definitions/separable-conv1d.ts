import { separableLayer } from '../separable-layer.js';

/** Each channel by itself over time, then all channels at each time. */
export const separableConv1d = separableLayer({
  name: 'separable_conv1d',
  rank: 1,
  summary:
    'A convolution over time of each channel by itself, followed by one of extent 1 that mixes the channels.',
  description:
    'In place of `conv1d` where there are many channels: a part of the weights, often for the same result.',
  examples: [
    {
      code: 'separable_conv1d(1, 2, padding: valid)',
      options: { filters: 1, kernel: 2, padding: 'valid' },
      inputs: {
        x: [
          [
            [1, 10],
            [2, 20],
            [4, 40],
          ],
        ],
      },
      parameters: { depthwise: [[[1, 1]], [[2, -1]]], pointwise: [[[1], [2]]], bias: [0.5] },
      expect: { y: [[[-14.5], [-29.5]]] },
    },
  ],
});
