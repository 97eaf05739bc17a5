import { layer } from '@neurite/contract';
import { lengthOf } from '../length.js';

/** `g · v / ‖v‖`, for the weights v that go into each unit. */
export const weightNorm = layer({
  name: 'weight_norm',
  family: 'normalizer',
  summary: 'Learns the length and the direction of the weights that go into a unit apart.',
  formula: 'w = g · v / ‖v‖',
  description:
    'Stands between a layer and its weights: `weight_norm(dense(64))` learns `kernel` (v) and `kernel.length` (g) in its place. The weights that go into a unit are those over all axes but the last. Lengths start as those of v, so nothing changes until something is learned. Given a block, it does so for each weight of two or more axes inside. Does not depend on the batch, unlike `batch_norm`; it does not centre anything either.',
  references: ['Salimans, Kingma 2016, arXiv:1602.07868'],
  options: {},
  inputs: { w: { shape: '[...lead, c]', doc: 'A weight, v.' } },
  outputs: { y: '[...lead, c]' },
  ofWeights: true,
  parameters: {
    length: { shape: '[c]', initializer: 'incoming_norm', of: 'w', doc: 'g, one for each unit.' },
  },
  examples: [
    {
      code: 'weight_norm',
      inputs: {
        w: [
          [3, 0],
          [4, -2],
        ],
      },
      parameters: { length: [10, 0.5] },
      expect: {
        y: [
          [6, 0],
          [8, -0.5],
        ],
      },
    },
  ],
  apply: ({ w }, { ops, parameters }) => {
    const axes = ops
      .shape(w)
      .map((_, axis) => axis)
      .slice(0, -1);
    return { outputs: { y: ops.mul(w, ops.div(parameters.length, lengthOf(w, axes, ops))) } };
  },
});
