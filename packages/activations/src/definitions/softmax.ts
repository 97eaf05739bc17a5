import { activation } from '@neurite/contract';

/** `eˣⁱ / Σⱼ eˣʲ` along an axis. */
export const softmax = activation({
  name: 'softmax',
  summary: 'Turns scores along an axis into probabilities that add up to 1.',
  formula: 'eˣⁱ / Σⱼ eˣʲ',
  description:
    'For the probabilities of a finished model. Not before `cross_entropy`, which reads scores and does this itself, more precisely.',
  options: { axis: { type: 'axis', default: -1, doc: 'The axis whose entries add up to 1.' } },
  activation: {
    range: '(0, 1)',
    zeroCentred: false,
    saturates: 'both sides',
    cost: 'exponential',
    initializer: 'glorot_uniform',
    awkward:
      'Invariant to shifts, and without overflow; an entry of −∞ gives 0; all −∞, or one +∞, gives NaN.',
  },
  references: ['Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs'],
  examples: [
    {
      code: 'softmax',
      inputs: {
        x: [
          [1, 2, 3],
          [0, 0, 0],
        ],
      },
      expect: {
        y: [
          [0.0900306, 0.2447285, 0.665241],
          [0.3333333, 0.3333333, 0.3333333],
        ],
      },
    },
    { code: 'softmax', inputs: { x: [[1000, 1000, -1000]] }, expect: { y: [[0.5, 0.5, 0]] } },
  ],
  apply: (x, { ops, options }) => ops.softmax(x, options.axis),
});
