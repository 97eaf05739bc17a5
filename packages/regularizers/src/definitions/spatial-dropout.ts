import { layer } from '@neurite/contract';
import { kept } from '../kept.js';

/** Drops whole channels. */
export const spatialDropout = layer({
  name: 'spatial_dropout',
  family: 'noise',
  summary: 'In training, drops whole channels of an example and scales the others up.',
  formula: 'x · m / (1 − rate), one m for each example and channel',
  description: 'Neighbouring pixels say the same, so dropping single ones hides little.',
  references: ['Tompson, Goroshin, Jain, LeCun, Bregler 2014, arXiv:1411.4280'],
  options: {
    rate: { type: 'float', default: 0.5, minimum: 0, below: 1, doc: 'The probability to be dropped.' },
  },
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...space, c]' },
  transparent: true,
  examples: [
    {
      code: 'spatial_dropout(0.5)',
      options: { rate: 0.5 },
      inputs: {
        x: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      expect: {
        y: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
    },
  ],
  apply: ({ x }, context) => {
    const { ops, options, training } = context;
    if (!training || options.rate === 0) return { outputs: { y: x } };
    const shape = ops
      .shape(x)
      .map((extent, axis, all) => (axis === 0 || axis === all.length - 1 ? extent : 1));
    const scale = ops.mul(kept(shape, options.rate, context), 1 / (1 - options.rate));
    return { outputs: { y: ops.mul(x, scale) } };
  },
});
