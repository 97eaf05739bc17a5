import { layer } from '@neurite/contract';
import { angles } from '../positions.js';

/** Adds waves of many lengths, by which positions differ. */
export const sinusoidalPositions = layer({
  name: 'sinusoidal_positions',
  family: 'attention',
  summary: 'Adds sines and cosines of many wave lengths to a sequence, by which its positions differ.',
  formula: 'x[i] + [sin(i / 10000^(2j/c)), cos(i / 10000^(2j/c))], first all sines, then all cosines',
  description:
    'Before `multi_head_attention`, which knows no order by itself. Nothing is learned, so sequences may be longer than those of training; `positional_embedding` learns.',
  references: ['Vaswani et al. 2017, arXiv:1706.03762'],
  options: {},
  inputs: { x: '[batch, time, c]' },
  outputs: { y: '[batch, time, c]' },
  assert: ['c mod 2 == 0'],
  examples: [
    {
      code: 'sinusoidal_positions',
      inputs: {
        x: [
          [
            [0, 0, 0, 0],
            [0, 0, 0, 0],
            [1, 0, 0, 0],
          ],
        ],
      },
      expect: {
        y: [
          [
            [0, 0, 1, 1],
            [0.841471, 0.0099998, 0.5403023, 0.99995],
            [1.9092974, 0.0199987, -0.4161468, 0.9998],
          ],
        ],
      },
    },
  ],
  apply: ({ x }, { ops }) => {
    const [, time, channels] = ops.shape(x) as readonly [number, number, number];
    const angle = angles(time, channels, ops);
    return { outputs: { y: ops.add(x, ops.concat([ops.sin(angle), ops.cos(angle)], -1)) } };
  },
});
