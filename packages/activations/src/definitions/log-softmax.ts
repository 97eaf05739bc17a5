import { activation } from '@neurite/contract';

/** `xᵢ − ln Σⱼ eˣʲ` along an axis. */
export const logSoftmax = activation({
  name: 'log_softmax',
  summary: 'The logarithms of softmax probabilities, without leaving the scale of logarithms.',
  formula: 'xᵢ − ln Σⱼ eˣʲ',
  description: 'Where logarithms of probabilities are wanted. `cross_entropy` takes the scores themselves.',
  options: { axis: { type: 'axis', default: -1, doc: 'The axis whose probabilities add up to 1.' } },
  activation: {
    range: '(−∞, 0]',
    zeroCentred: false,
    saturates: 'nowhere',
    cost: 'exponential',
    initializer: 'glorot_uniform',
    awkward: 'Invariant to shifts, and without overflow; all −∞, or one +∞, gives NaN.',
  },
  examples: [
    { code: 'log_softmax', inputs: { x: [[1, 2, 3]] }, expect: { y: [[-2.407606, -1.407606, -0.407606]] } },
    { code: 'log_softmax', inputs: { x: [[1000, 0]] }, expect: { y: [[0, -1000]] } },
  ],
  apply: (x, { ops, options }) => ops.logSoftmax(x, options.axis),
});
