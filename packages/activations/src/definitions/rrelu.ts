import { activation } from '@neurite/contract';

/** `x` where positive, `a · x` elsewhere, a random in training. */
export const rrelu = activation({
  name: 'rrelu',
  summary: 'A leaky rectifier whose slope is random in training, and the mean of the range afterwards.',
  formula: 'x > 0 ? x : a · x, a ~ U(low, high)',
  description: 'In place of `leaky_relu` where data are few: its random slopes are a noise, as `dropout` is.',
  references: ['Xu, Wang, Chen, Li 2015, arXiv:1505.00853'],
  options: {
    low: { type: 'float', default: 1 / 8, atMost: 'high', doc: 'The smallest slope.' },
    high: { type: 'float', default: 1 / 3, doc: 'The largest slope.' },
  },
  activation: {
    range: '(−∞, ∞)',
    zeroCentred: false,
    saturates: 'nowhere',
    cost: 'comparison',
    initializer: 'he_normal',
    awkward: '`a` at 0; NaN stays NaN.',
  },
  examples: [
    {
      code: 'rrelu(low: 0.1, high: 0.3)',
      options: { low: 0.1, high: 0.3 },
      inputs: { x: [-2, 3] },
      expect: { y: [-0.4, 3] },
    },
  ],
  apply: (x, { ops, options: { low, high }, training, random }) => {
    const slope = training
      ? ops.add(ops.mul(random('slope', ops.shape(x)), high - low), low)
      : (low + high) / 2;
    return ops.where(ops.greater(x, 0), x, ops.mul(x, slope));
  },
});
