import { layer } from '@neurite/contract';
import { kept } from '../kept.js';

/** Drops the whole branch of an example. */
export const dropPath = layer({
  name: 'drop_path',
  family: 'noise',
  summary: 'In training, drops the whole branch of an example: stochastic depth.',
  formula: 'x · m / (1 − rate), one m for each example',
  description: 'At the end of a residual branch: `x + (x -> branch -> drop_path(0.1))`.',
  references: ['Huang, Sun, Liu, Sedra, Weinberger 2016, arXiv:1603.09382'],
  options: {
    rate: { type: 'float', default: 0.1, minimum: 0, below: 1, doc: 'The probability to be dropped.' },
  },
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, ...s]' },
  transparent: true,
  examples: [
    {
      code: 'drop_path(0.5)',
      options: { rate: 0.5 },
      inputs: {
        x: [
          [1, 2],
          [3, 4],
        ],
      },
      expect: {
        y: [
          [1, 2],
          [3, 4],
        ],
      },
    },
  ],
  apply: ({ x }, context) => {
    const { ops, options, training } = context;
    if (!training || options.rate === 0) return { outputs: { y: x } };
    const shape = ops.shape(x).map((extent, axis) => (axis === 0 ? extent : 1));
    const scale = ops.mul(kept(shape, options.rate, context), 1 / (1 - options.rate));
    return { outputs: { y: ops.mul(x, scale) } };
  },
});
