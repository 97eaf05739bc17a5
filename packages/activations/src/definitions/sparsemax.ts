import { activation, sizeOf } from '@neurite/contract';

/** The nearest point of the probability simplex. */
export const sparsemax = activation({
  name: 'sparsemax',
  summary: 'Like softmax, but the probabilities of what scores low are exactly 0.',
  formula: 'max(0, x − τ), τ such that the last axis adds up to 1',
  description:
    'In place of `softmax` in attention that is to look at few places. Not before `cross_entropy`, which reads scores.',
  references: ['Martins, Astudillo 2016, arXiv:1602.02068'],
  options: { axis: { type: 'axis', default: -1, doc: 'The axis whose entries add up to 1.' } },
  activation: {
    range: '[0, 1]',
    zeroCentred: false,
    saturates: 'both sides',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: 'Corners where an entry enters or leaves the support; NaN gives NaN.',
  },
  examples: [
    {
      code: 'sparsemax',
      inputs: {
        x: [
          [1, 2, 3],
          [0, 0.5, 0.2],
        ],
      },
      expect: {
        y: [
          [0, 0, 1],
          [0.1, 0.6, 0.3],
        ],
      },
    },
  ],
  apply: (x, { ops, options: { axis } }) => {
    const rank = ops.shape(x).length;
    const position = axis < 0 ? axis + rank : axis;
    const swapped = ops.shape(x).map((_, i) => (i === position ? rank - 1 : i === rank - 1 ? position : i));
    const scores = position === rank - 1 ? x : ops.transpose(x, swapped);
    const extent = ops.shape(scores).at(-1)!;
    const rows = ops.reshape(scores, [sizeOf(ops.shape(x)) / extent, extent]);
    // An entry of rank k belongs to the support while 1 + k·z₍k₎ exceeds the sum of the k largest.
    const sorted = ops.topK(rows, extent).values;
    const ranks = ops.add(ops.iota([1, extent], 1), 1);
    const inside = ops.greater(ops.add(ops.mul(sorted, ranks), 1), ops.cumsum(sorted, 1));
    const support = ops.cast(inside, 'float32');
    const tau = ops.div(ops.sub(ops.sum(ops.mul(sorted, support), 1, true), 1), ops.sum(support, 1, true));
    const y = ops.reshape(ops.relu(ops.sub(rows, tau)), ops.shape(scores));
    return position === rank - 1 ? y : ops.transpose(y, swapped);
  },
});
